import type { App, WebDeps } from './environment.ts'
import { atLeast } from './guard.ts'
import { alert, alertAnswer } from './routes/alert.ts'
import { channelAdd, channelList, channelRemove, channelSecret, channelTrial } from './routes/channels.ts'
import { claimIncident, incident, incidentFact, incidentList, incidentOrigin } from './routes/incidents.ts'
import {
  judgementUndo,
  offerAnswer,
  offerList,
  personJudge,
  personMerge,
  personNever,
  personSplit,
} from './routes/offers.ts'
import { silence } from './routes/silence.ts'
import {
  watchBackfill,
  watchConditions,
  watchConditionsSend,
  watchListForm,
  watchListSend,
  watchMute,
  watchNew,
  watchNewSend,
} from './routes/watch-form.ts'

const ID = ':id{[0-9]{1,18}}'

/** The addresses of watches, silence, incidents, persons and channels; for people who are signed in. */
export function addTracking(app: App, deps: WebDeps): void {
  app.get('/silence', silence(deps))
  app.get('/incidents', incidentList(deps))
  app.get(`/incidents/${ID}`, incident(deps))
  app.get(`/claims/${ID}/incident`, claimIncident(deps))
  app.get('/offers', offerList(deps))
  app.get(`/alerts/${ID}`, alert(deps))
  app.post(`/alerts/${ID}`, alertAnswer(deps))
  app.get('/watches/new', watchNew(deps))
  app.post('/watches/new', watchNewSend(deps))
  app.get('/watches/list', watchListForm(deps))
  app.post('/watches/list', watchListSend(deps))
  app.get(`/watches/${ID}/conditions`, watchConditions(deps))
  app.post(`/watches/${ID}/conditions`, watchConditionsSend(deps))
  app.post(`/watches/${ID}/mute`, watchMute(deps))
  app.post(`/watches/${ID}/backfill`, watchBackfill(deps))
  app.get('/channels', channelList(deps))
  app.post('/channels', channelAdd(deps))
  app.post(`/channels/${ID}/secret`, channelSecret(deps))
  app.post(`/channels/${ID}/trial`, channelTrial(deps))
  app.post(`/channels/${ID}/remove`, channelRemove(deps))

  const reviewer = atLeast('reviewer')
  app.post(`/incidents/${ID}/facts`, reviewer, incidentFact(deps))
  app.post(`/incidents/${ID}/origins`, reviewer, incidentOrigin(deps))
  app.post(`/offers/${ID}`, reviewer, offerAnswer(deps))
  app.post(`/judgements/${ID}/undo`, reviewer, judgementUndo(deps))
  app.get(`/people/${ID}/judge`, reviewer, personJudge(deps))
  app.post(`/people/${ID}/merge`, reviewer, personMerge(deps))
  app.post(`/people/${ID}/split`, reviewer, personSplit(deps))
  app.post(`/people/${ID}/never`, reviewer, personNever(deps))
}
