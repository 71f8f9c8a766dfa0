import { formats } from '../7-export/step.ts'
import type { App, WebDeps } from './environment.ts'
import { atLeast } from './guard.ts'
import { analyser, analyserExport, reanalysisAct, reanalysisProgress } from './routes/analyser.ts'
import { articleMend } from './routes/article-mend.ts'
import { charts, chartsExport } from './routes/charts.ts'
import { claimSkip, claimUnskip } from './routes/claim-skip.ts'
import { captureBytes, captureScreenshot, captureText, original } from './routes/original.ts'
import { claimAsk, questionAnswer, questionList, questionRead } from './routes/questions.ts'

const ID = ':id{[0-9]{1,18}}'

/** The addresses of what reviewers do beside deciding; for people who are signed in. */
export function addDesk(app: App, deps: WebDeps): void {
  const reviewer = atLeast('reviewer')
  app.get('/charts', charts(deps))
  app.get('/analyser', analyser(deps))
  for (const format of formats) {
    app.get(`/charts.${format}`, chartsExport(format)(deps))
    app.get(`/analyser.${format}`, analyserExport(format)(deps))
  }
  app.get('/analyser/reanalysis', reanalysisProgress(deps))
  app.post('/analyser/reanalysis', atLeast('admin'), reanalysisAct(deps))

  app.get(`/articles/${ID}/original`, original(deps))
  app.get(`/captures/${ID}/bytes`, captureBytes(deps))
  app.get(`/captures/${ID}/text`, captureText(deps))
  app.get(`/captures/${ID}/screenshot`, captureScreenshot(deps))

  app.post(`/articles/${ID}/mend`, reviewer, articleMend(deps))
  app.get('/questions', reviewer, questionList(deps))
  app.post(`/questions/${ID}/answer`, reviewer, questionAnswer(deps))
  app.post(`/questions/${ID}/read`, reviewer, questionRead(deps))
  app.post(`/claims/${ID}/ask`, reviewer, claimAsk(deps))
  app.post(`/claims/${ID}/skip`, reviewer, claimSkip(deps))
  app.post(`/claims/${ID}/unskip`, reviewer, claimUnskip(deps))
}
