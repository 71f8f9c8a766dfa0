import type { Language } from '../../accounts/account-store.ts'

/** A sentence that a step tells in English, `{}` for what it fills in; in the others `{1}` is the first of these. */
type Told = Record<Language, string>

/**
 * What crawling, capturing and reading say of themselves, and what they advise. The steps write it down in English, as
 * logs, the API and `vigil outlet check` show it; pages show it in the reader's language. A test finds sentences that
 * are missing here.
 */
export const told: Told[] = [
  // Why a message waits or a way to a reader ended
  {
    en: 'the mail server refuses this mail ({})',
    ru: 'почтовый сервер не принимает это письмо ({1})',
    az: 'poçt serveri bu məktubu qəbul etmir ({1})',
  },
  {
    en: 'the mail server does not accept our log-in ({}): see SMTP_URL',
    ru: 'почтовый сервер не принимает наш вход ({1}): см. SMTP_URL',
    az: 'poçt serveri girişimizi qəbul etmir ({1}): SMTP_URL-ə baxın',
  },
  {
    en: 'the mail server does not accept our log-in: see SMTP_URL',
    ru: 'почтовый сервер не принимает наш вход: см. SMTP_URL',
    az: 'poçt serveri girişimizi qəbul etmir: SMTP_URL-ə baxın',
  },
  {
    en: 'the mail server can not be reached: see SMTP_URL',
    ru: 'почтовый сервер недоступен: см. SMTP_URL',
    az: 'poçt serverinə çatmaq olmur: SMTP_URL-ə baxın',
  },
  {
    en: 'the mail server says: later ({})',
    ru: 'почтовый сервер просит подождать ({1})',
    az: 'poçt serveri gözləməyi xahiş edir ({1})',
  },
  {
    en: 'the connection to the mail server broke',
    ru: 'соединение с почтовым сервером прервалось',
    az: 'poçt serveri ilə əlaqə kəsildi',
  },
  {
    en: 'no mail server is set: SMTP_URL and MAIL_FROM',
    ru: 'почтовый сервер не задан: SMTP_URL и MAIL_FROM',
    az: 'poçt serveri göstərilməyib: SMTP_URL və MAIL_FROM',
  },
  { en: 'what it told is gone', ru: 'того, о чём оно сообщало, больше нет', az: 'onun xəbər verdiyi artıq yoxdur' },
  { en: 'its address is no address', ru: 'это не адрес', az: 'bu, ünvan deyil' },
  { en: 'its address is refused: {}', ru: 'его адрес отклонён: {1}', az: 'ünvanı rədd edilib: {1}' },
  {
    en: 'its name leads to an address that must not be asked',
    ru: 'его имя ведёт к адресу, к которому обращаться нельзя',
    az: 'adı müraciət edilməməli ünvana aparır',
  },
  { en: 'no answer in time', ru: 'нет ответа вовремя', az: 'vaxtında cavab yoxdur' },
  { en: 'the connection failed', ru: 'соединиться не удалось', az: 'qoşulmaq alınmadı' },
  { en: 'it answered 410: wants no more', ru: 'ответ 410: больше не присылать', az: 'cavab 410: daha göndərməyin' },
  { en: 'it answered {}', ru: 'ответ {1}', az: 'cavab {1}' },
  // A look at a source
  { en: '{} seen, {} new', ru: 'увидено: {1}, новых: {2}', az: 'görülən: {1}, yeni: {2}' },
  { en: '{} changed', ru: 'изменено: {1}', az: 'dəyişən: {1}' },
  { en: '{} new sources', ru: 'новых источников: {1}', az: 'yeni mənbə: {1}' },
  { en: '{} new source', ru: 'новых источников: {1}', az: 'yeni mənbə: {1}' },
  { en: 'goes on at page {}', ru: 'продолжится со страницы {1}', az: '{1}-ci səhifədən davam edəcək' },
  { en: '{} that are no articles', ru: 'не статей: {1}', az: 'məqalə olmayan: {1}' },
  { en: '{} of the archive left alone', ru: 'из архива не взято: {1}', az: 'arxivdən götürülməyən: {1}' },
  { en: '{} without an address', ru: 'без адреса: {1}', az: 'ünvansız: {1}' },
  { en: '{} feeds offered', ru: 'предложено лент: {1}', az: 'təklif olunan lent: {1}' },
  { en: '{} feed offered', ru: 'предложено лент: {1}', az: 'təklif olunan lent: {1}' },
  { en: 'no sitemaps named', ru: 'карты сайта не названы', az: 'sayt xəritəsi göstərilməyib' },
  { en: '{} sitemaps named', ru: 'названо карт сайта: {1}', az: 'göstərilən sayt xəritəsi: {1}' },
  {
    en: 'nothing changed since the last look',
    ru: 'с прошлого раза ничего не изменилось',
    az: 'əvvəlki baxışdan bəri heç nə dəyişməyib',
  },
  { en: 'not a feed', ru: 'это не лента', az: 'bu lent deyil' },
  { en: 'not a sitemap', ru: 'это не карта сайта', az: 'bu sayt xəritəsi deyil' },
  {
    en: 'To have its archive fetched too, slowly, write since: with a day into the outlet’s file.',
    ru: 'Чтобы понемногу загрузить и архив, впишите в файл издания since: и день.',
    az: 'Arxivin də yavaş-yavaş yüklənməsi üçün nəşrin faylına since: və gün yazın.',
  },
  {
    en: 'The sitemap is larger than 10 MB or broken. Name its parts in the outlet’s file.',
    ru: 'Карта сайта больше 10 МБ или повреждена. Назовите её части в файле издания.',
    az: 'Sayt xəritəsi 10 MB-dan böyükdür və ya zədəlidir. Hissələrini nəşrin faylında göstərin.',
  },
  {
    en: 'The address gives no sitemap. "vigil outlet check" shows what the outlet offers now.',
    ru: 'По этому адресу нет карты сайта. «vigil outlet check» покажет, что издание предлагает сейчас.',
    az: 'Bu ünvanda sayt xəritəsi yoxdur. "vigil outlet check" nəşrin indi nə təklif etdiyini göstərir.',
  },
  {
    en: 'The address gives {} instead of a feed. "vigil outlet check" shows what the outlet offers now.',
    ru: 'По этому адресу не лента, а что-то другое. «vigil outlet check» покажет, что издание предлагает сейчас.',
    az: 'Bu ünvanda lent yox, başqa şey var. "vigil outlet check" nəşrin indi nə təklif etdiyini göstərir.',
  },
  {
    en: 'The selector "{}" finds no links on the page: it may have been rebuilt.',
    ru: 'Селектор «{1}» не находит на странице ссылок: возможно, её переделали.',
    az: '"{1}" selektoru səhifədə keçid tapmır: səhifə yenidən qurulmuş ola bilər.',
  },
  {
    en: 'No links that look like articles. Give a selector for them in the outlet’s file.',
    ru: 'Нет ссылок, похожих на статьи. Укажите для них селектор в файле издания.',
    az: 'Məqaləyə oxşayan keçid yoxdur. Nəşrin faylında onlar üçün selektor göstərin.',
  },
  {
    en: 'The selector for "{}" finds nothing on the page.',
    ru: 'Селектор для «{1}» ничего на странице не находит.',
    az: '"{1}" üçün selektor səhifədə heç nə tapmır.',
  },
  {
    en: 'Neither feeds nor links that look like articles. Name a section page in the outlet’s file, with a selector for its links.',
    ru: 'Ни лент, ни ссылок, похожих на статьи. Назовите в файле издания страницу раздела и селектор для её ссылок.',
    az: 'Nə lent, nə də məqaləyə oxşayan keçid var. Nəşrin faylında bölmə səhifəsini və keçidləri üçün selektoru göstərin.',
  },
  {
    en: 'The outlet asks for a browser or a human first. Try a mirror, or ask the outlet to let Vigil in.',
    ru: 'Издание сначала требует браузер или человека. Попробуйте зеркало или попросите издание пропускать Vigil.',
    az: 'Nəşr əvvəlcə brauzer və ya insan tələb edir. Güzgünü sınayın və ya nəşrdən Vigil-i buraxmağı xahiş edin.',
  },
  {
    en: 'There is nothing at this address ({}). "vigil outlet check" shows what the outlet offers now.',
    ru: 'По этому адресу ничего нет ({1}). «vigil outlet check» покажет, что издание предлагает сейчас.',
    az: 'Bu ünvanda heç nə yoxdur ({1}). "vigil outlet check" nəşrin indi nə təklif etdiyini göstərir.',
  },
  {
    en: 'The outlet wants a log-in for this address ({}).',
    ru: 'По этому адресу издание требует входа ({1}).',
    az: 'Nəşr bu ünvan üçün giriş tələb edir ({1}).',
  },
  {
    en: 'The server refuses us ({}). Try a mirror, a longer delay or another source of the outlet.',
    ru: 'Сервер нам отказывает ({1}). Попробуйте зеркало, паузу подлиннее или другой источник издания.',
    az: 'Server bizi rədd edir ({1}). Güzgünü, daha uzun fasiləni və ya nəşrin başqa mənbəyini sınayın.',
  },
  {
    en: "The outlet's server is in trouble ({}). It is asked again.",
    ru: 'У сервера издания неполадки ({1}). Он будет спрошен снова.',
    az: 'Nəşrin serverində nasazlıq var ({1}). Yenidən soruşulacaq.',
  },

  // A fetch
  {
    en: 'Not asked for: {}. If it is an outlet of yours on your own network, name host and port in its file with allow_private: true.',
    ru: 'Не запрошено: {1}. Если это ваше издание в вашей сети, укажите в его файле хост и порт и allow_private: true.',
    az: 'Soruşulmadı: {1}. Bu, öz şəbəkənizdəki nəşrinizdirsə, faylında host və portu və allow_private: true yazın.',
  },
  {
    en: 'The connection broke off ({}). It is tried again.',
    ru: 'Соединение оборвалось ({1}). Будет новая попытка.',
    az: 'Əlaqə kəsildi ({1}). Yenidən cəhd ediləcək.',
  },
  {
    en: 'The name of the host is not known. Check its spelling, and whether the outlet has moved.',
    ru: 'Имя хоста неизвестно. Проверьте, верно ли оно написано и не переехало ли издание.',
    az: 'Hostun adı məlum deyil. Yazılışını və nəşrin köçüb-köçmədiyini yoxlayın.',
  },
  {
    en: 'The page is larger than 10 MB. It is hardly an article; look at it yourself.',
    ru: 'Страница больше 10 МБ. Вряд ли это статья; посмотрите сами.',
    az: 'Səhifə 10 MB-dan böyükdür. Çətin ki, məqalə olsun; özünüz baxın.',
  },
  {
    en: 'The server could not be reached ({}). It is tried again; if others reach it, try a proxy.',
    ru: 'До сервера не достучаться ({1}). Будет новая попытка; если у других он открывается, попробуйте прокси.',
    az: 'Serverə çatmaq olmadı ({1}). Yenidən cəhd ediləcək; başqalarında açılırsa, proksini sınayın.',
  },
  {
    en: 'The server could not be reached in time. It is tried again.',
    ru: 'До сервера не удалось достучаться вовремя. Будет новая попытка.',
    az: 'Serverə vaxtında çatmaq olmadı. Yenidən cəhd ediləcək.',
  },
  {
    en: 'The server sent more header than any page needs.',
    ru: 'Сервер прислал больше заголовков, чем нужно любой странице.',
    az: 'Server istənilən səhifəyə lazım olandan çox başlıq göndərdi.',
  },
  {
    en: 'The server was too slow: {}. It is tried again.',
    ru: 'Сервер отвечал слишком медленно. Будет новая попытка.',
    az: 'Server çox yavaş idi. Yenidən cəhd ediləcək.',
  },
  {
    en: "The server's certificate is not in order ({}). Write to the outlet if it stays so.",
    ru: 'Сертификат сервера не в порядке ({1}). Если так и останется, напишите изданию.',
    az: 'Serverin sertifikatı qaydasında deyil ({1}). Belə qalarsa, nəşrə yazın.',
  },
  {
    en: 'What the server sent is not HTTP as it should be. Open the address in a browser and see what is there.',
    ru: 'Сервер прислал не то, что должно быть по HTTP. Откройте адрес в браузере и посмотрите, что там.',
    az: 'Serverin göndərdiyi düzgün HTTP deyil. Ünvanı brauzerdə açın və orada nə olduğuna baxın.',
  },
  {
    en: '"{}" is no web address.',
    ru: '«{1}» не веб-адрес.',
    az: '"{1}" veb-ünvan deyil.',
  },
  {
    en: 'Another page of this host is being asked for, or the host wants a pause. This one has its turn later.',
    ru: 'Сейчас запрашивается другая страница этого хоста, или он просит паузы. До этой очередь дойдёт позже.',
    az: 'Bu hostun başqa səhifəsi soruşulur və ya host fasilə istəyir. Bunun növbəsi sonra çatacaq.',
  },
  {
    en: 'The turn on this host was lost in mid-request (the database was away). It is asked for again.',
    ru: 'Очередь к этому хосту потеряна посреди запроса (база данных была недоступна). Страница будет запрошена снова.',
    az: 'Bu hostdakı növbə sorğunun ortasında itdi (verilənlər bazası əlçatmaz idi). Yenidən soruşulacaq.',
  },
  {
    en: 'The server sends round in circles. Open the address in a browser and see where it leads.',
    ru: 'Сервер водит по кругу. Откройте адрес в браузере и посмотрите, куда он ведёт.',
    az: 'Server dövrə vurdurur. Ünvanı brauzerdə açın və hara apardığına baxın.',
  },
  {
    en: 'More than {} redirects. Open the address in a browser and see where it leads.',
    ru: 'Больше {1} перенаправлений. Откройте адрес в браузере и посмотрите, куда он ведёт.',
    az: '{1}-dan çox yönləndirmə. Ünvanı brauzerdə açın və hara apardığına baxın.',
  },
  {
    en: 'The server asks to be left alone for a while ({}). If it happens often, give the outlet a longer delay.',
    ru: 'Сервер просит какое-то время его не беспокоить ({1}). Если это часто, задайте изданию паузу подлиннее.',
    az: 'Server bir müddət narahat edilməməyi xahiş edir ({1}). Tez-tez olursa, nəşrə daha uzun fasilə verin.',
  },
  {
    en: "Its robots.txt can't be read ({}), so nothing is asked of this host until it can.",
    ru: 'Его robots.txt не прочесть ({1}), поэтому у этого хоста пока ничего не запрашивается.',
    az: 'Onun robots.txt faylı oxunmur ({1}), ona görə hələlik bu hostdan heç nə soruşulmur.',
  },
  {
    en: "The outlet's robots.txt asks machines not to fetch this page. Read it yourself, or ask the outlet for leave.",
    ru: 'robots.txt издания просит машины не запрашивать эту страницу. Прочтите её сами или попросите у издания разрешения.',
    az: 'Nəşrin robots.txt faylı maşınlardan bu səhifəni soruşmamağı xahiş edir. Onu özünüz oxuyun və ya nəşrdən icazə istəyin.',
  },

  // What came
  {
    en: '{} It is asked for once more, a day later.',
    ru: '{1} Через день она будет запрошена ещё раз.',
    az: '{1} Bir gün sonra bir dəfə də soruşulacaq.',
  },
  {
    en: 'A page about cookies stands before the article. Try render: always for this outlet.',
    ru: 'Перед статьёй стоит страница о cookie. Попробуйте для этого издания render: always.',
    az: 'Məqalədən əvvəl kuki səhifəsi durur. Bu nəşr üçün render: always sınayın.',
  },
  {
    en: 'The outlet asks for a browser or a human first. We do not fight the wall: try a mirror, its feed, or ask the outlet to let Vigil in.',
    ru: 'Издание сначала требует браузер или человека. Мы эту стену не ломаем: попробуйте зеркало, ленту издания или попросите пропускать Vigil.',
    az: 'Nəşr əvvəlcə brauzer və ya insan tələb edir. Biz bu divarla döyüşmürük: güzgünü, nəşrin lentini sınayın və ya Vigil-i buraxmağı xahiş edin.',
  },
  {
    en: 'The outlet must not show this page here (451). Try a mirror or a proxy in another country.',
    ru: 'Изданию нельзя показывать здесь эту страницу (451). Попробуйте зеркало или прокси в другой стране.',
    az: 'Nəşr bu səhifəni burada göstərə bilməz (451). Güzgünü və ya başqa ölkədəki proksini sınayın.',
  },
  {
    en: 'The outlet no longer has this page ({}). Look for it in its mirrors or a web archive.',
    ru: 'У издания больше нет этой страницы ({1}). Поищите её в зеркалах или в веб-архиве.',
    az: 'Nəşrdə bu səhifə daha yoxdur ({1}). Onu güzgülərdə və ya veb-arxivdə axtarın.',
  },
  {
    en: 'The outlet sends us to its front page: the article is no longer there. Look in its mirrors or a web archive.',
    ru: 'Издание отправляет нас на главную: статьи там больше нет. Поищите в зеркалах или в веб-архиве.',
    az: 'Nəşr bizi baş səhifəyə göndərir: məqalə daha orada deyil. Güzgülərdə və ya veb-arxivdə axtarın.',
  },
  {
    en: 'The outlet sends us to its log-in page. If you have one, read it there and add the text yourself.',
    ru: 'Издание отправляет нас на страницу входа. Если у вас есть доступ, прочтите там и добавьте текст сами.',
    az: 'Nəşr bizi giriş səhifəsinə göndərir. Girişiniz varsa, orada oxuyun və mətni özünüz əlavə edin.',
  },
  {
    en: 'The outlet wants a log-in. If you have one, read it there and add the text yourself.',
    ru: 'Издание требует входа. Если у вас есть доступ, прочтите там и добавьте текст сами.',
    az: 'Nəşr giriş tələb edir. Girişiniz varsa, orada oxuyun və mətni özünüz əlavə edin.',
  },
  {
    en: 'The outlet wants a subscription. If you have one, add the text yourself.',
    ru: 'Издание требует подписки. Если она у вас есть, добавьте текст сами.',
    az: 'Nəşr abunə tələb edir. Abunəniz varsa, mətni özünüz əlavə edin.',
  },
  {
    en: "The outlet's server is in trouble ({}). It is tried again.",
    ru: 'У сервера издания неполадки ({1}). Будет новая попытка.',
    az: 'Nəşrin serverində nasazlıq var ({1}). Yenidən cəhd ediləcək.',
  },
  {
    en: 'The page says that there is nothing ("{}"), with 200 OK. Look in mirrors or a web archive.',
    ru: 'Страница говорит, что ничего нет («{1}»), хотя ответ 200. Поищите в зеркалах или в веб-архиве.',
    az: 'Cavab 200 olsa da, səhifə heç nə olmadığını deyir ("{1}"). Güzgülərdə və ya veb-arxivdə axtarın.',
  },
  {
    en: 'The server answered with {}, which is no page.',
    ru: 'Сервер ответил {1}, а это не страница.',
    az: 'Server {1} cavabını verdi, bu səhifə deyil.',
  },
  {
    en: 'The server refuses us ({}). Try a mirror, a proxy or a longer delay, or ask the outlet to let Vigil in; then press "try again".',
    ru: 'Сервер нам отказывает ({1}). Попробуйте зеркало, прокси или паузу подлиннее либо попросите издание пропускать Vigil; затем нажмите «ещё раз».',
    az: 'Server bizi rədd edir ({1}). Güzgünü, proksini və ya daha uzun fasiləni sınayın, ya da nəşrdən Vigil-i buraxmağı xahiş edin; sonra "yenidən" düyməsini basın.',
  },
  {
    en: 'The server sent an empty page. It is tried again.',
    ru: 'Сервер прислал пустую страницу. Будет новая попытка.',
    az: 'Server boş səhifə göndərdi. Yenidən cəhd ediləcək.',
  },
  {
    en: 'This is {}, not a web page. Open it yourself, and add its text if it matters.',
    ru: 'Это {1}, а не веб-страница. Откройте сами и, если это важно, добавьте текст.',
    az: 'Bu, veb-səhifə deyil ({1}). Özünüz açın və vacibdirsə, mətnini əlavə edin.',
  },

  // The browser
  {
    en: 'Its file says render: never, and without a browser the page has no text.',
    ru: 'В файле издания стоит render: never, а без браузера на странице нет текста.',
    az: 'Nəşrin faylında render: never yazılıb, brauzersiz isə səhifədə mətn yoxdur.',
  },
  {
    en: 'No browser starts here ({}). "vigil doctor" tells more.',
    ru: 'Браузер здесь не запускается ({1}). Подробнее скажет «vigil doctor».',
    az: 'Brauzer burada işə düşmür ({1}). "vigil doctor" daha çox deyir.',
  },
  {
    en: 'The browser crashed on this page. It is tried again in a new one.',
    ru: 'На этой странице браузер упал. Будет новая попытка в новом.',
    az: 'Brauzer bu səhifədə çökdü. Yenisində təkrar cəhd ediləcək.',
  },
  {
    en: 'The page did not come to rest in the browser in time. It is tried again.',
    ru: 'Страница в браузере вовремя не успокоилась. Будет новая попытка.',
    az: 'Səhifə brauzerdə vaxtında tam açılmadı. Yenidən cəhd ediləcək.',
  },
  {
    en: 'The page grew larger than 10 MB in the browser. Look at it yourself.',
    ru: 'В браузере страница выросла больше 10 МБ. Посмотрите сами.',
    az: 'Səhifə brauzerdə 10 MB-dan çox böyüdü. Özünüz baxın.',
  },
  {
    en: 'The server answered with something other than the page. It is tried again.',
    ru: 'Сервер ответил чем-то другим, а не страницей. Будет новая попытка.',
    az: 'Server səhifə əvəzinə başqa şey göndərdi. Yenidən cəhd ediləcək.',
  },

  // Reading the page
  {
    en: 'The page has no readable text before its scripts have run.',
    ru: 'На странице нет текста, пока не выполнены её скрипты.',
    az: 'Skriptləri işləyənə qədər səhifədə oxunan mətn yoxdur.',
  },
  {
    en: 'The page has no readable text.',
    ru: 'На странице нет текста.',
    az: 'Səhifədə oxunan mətn yoxdur.',
  },
  {
    en: 'The page is a list of links.',
    ru: 'Страница — список ссылок.',
    az: 'Səhifə keçidlər siyahısıdır.',
  },
  {
    en: 'No run of paragraphs on the page reads like an article.',
    ru: 'На странице нет абзацев, похожих на статью.',
    az: 'Səhifədə məqaləyə oxşayan abzaslar yoxdur.',
  },
  {
    en: 'The page asks to prove that a person reads it.',
    ru: 'Страница просит доказать, что её читает человек.',
    az: 'Səhifə onu insanın oxuduğunu sübut etməyi xahiş edir.',
  },
  {
    en: 'The page says that there is no such page, though the server answered that all is well.',
    ru: 'Страница говорит, что такой страницы нет, хотя сервер ответил, что всё в порядке.',
    az: 'Server hər şeyin qaydasında olduğunu desə də, səhifə belə səhifənin olmadığını deyir.',
  },
  {
    en: 'The page says that access is refused.',
    ru: 'Страница говорит, что в доступе отказано.',
    az: 'Səhifə girişin rədd edildiyini deyir.',
  },
  {
    en: 'Only the beginning is shown; the rest is for readers with an account.',
    ru: 'Показано только начало; остальное — для читателей с учётной записью.',
    az: 'Yalnız əvvəli göstərilir; qalanı hesabı olan oxucular üçündür.',
  },
  {
    en: 'The page asks to agree to cookies before it shows anything.',
    ru: 'Прежде чем что-то показать, страница просит согласиться на cookie.',
    az: 'Səhifə bir şey göstərməzdən əvvəl kukilərə razılıq istəyir.',
  },
  {
    en: 'If it is one, add a text rule (text: CSS) to the outlet\u2019s file and try it with vigil outlet check --page.',
    ru: 'Если это всё же статья, добавьте в файл издания правило text: с CSS и проверьте его: vigil outlet check --page.',
    az: 'Bu yenə də məqalədirsə, nəşrin faylına text: CSS qaydasını əlavə edin və vigil outlet check --page ilə yoxlayın.',
  },
  {
    en: 'Nothing to do: the outlet took it down or the address is wrong.',
    ru: 'Делать нечего: издание убрало страницу или адрес неверен.',
    az: 'Edəcək bir şey yoxdur: nəşr səhifəni silib və ya ünvan səhvdir.',
  },
  {
    en: 'Open it in the browser (render: always in the outlet\u2019s file), ask more slowly, or try a mirror.',
    ru: 'Откройте её в браузере (render: always в файле издания), спрашивайте реже или попробуйте зеркало.',
    az: 'Onu brauzerdə açın (nəşrin faylında render: always), daha yavaş soruşun və ya güzgünü sınayın.',
  },
  {
    en: 'Open it in the browser (render: always in the outlet\u2019s file).',
    ru: 'Откройте её в браузере (render: always в файле издания).',
    az: 'Onu brauzerdə açın (nəşrin faylında render: always).',
  },
  {
    en: 'Open it in the browser (render: auto does so).',
    ru: 'Откройте её в браузере (render: auto так и делает).',
    az: 'Onu brauzerdə açın (render: auto belə edir).',
  },
  {
    en: 'Try a mirror or another way out (a proxy) in the outlet\u2019s file.',
    ru: 'Попробуйте зеркало или другой выход (прокси) в файле издания.',
    az: 'Nəşrin faylında güzgünü və ya başqa çıxışı (proksini) sınayın.',
  },
  {
    en: 'What is shown was kept. The whole article needs an account with the outlet.',
    ru: 'То, что показано, сохранено. Вся статья доступна только с учётной записью издания.',
    az: 'Göstərilən saxlanılıb. Bütöv məqalə üçün nəşrdə hesab lazımdır.',
  },
  {
    en: 'This is a fault of Vigil, not of the page. It is tried again by itself; if it stays, tell the developers.',
    ru: 'Это ошибка Vigil, а не страницы. Будет новая попытка; если не пройдёт, сообщите разработчикам.',
    az: 'Bu, səhifənin yox, Vigil-in xətasıdır. Özü yenidən cəhd edəcək; qalarsa, proqramçılara bildirin.',
  },

  // What is odd about an outlet
  {
    en: 'Nothing new for {} days; until then {} articles came a day.',
    ru: 'Ничего нового, дней: {1}; до того в день выходило статей: {2}.',
    az: '{1} gündür yeni heç nə yoxdur; ona qədər gündə {2} məqalə çıxırdı.',
  },
  {
    en: 'Nothing new for {} day; until then {} articles came a day.',
    ru: 'Ничего нового, дней: {1}; до того в день выходило статей: {2}.',
    az: '{1} gündür yeni heç nə yoxdur; ona qədər gündə {2} məqalə çıxırdı.',
  },
  {
    en: 'Is the outlet still publishing? "vigil outlet check" shows whether its feed has moved or died.',
    ru: 'Издание ещё выходит? «vigil outlet check» покажет, не переехала ли и не умерла ли его лента.',
    az: 'Nəşr hələ də çıxırmı? "vigil outlet check" lentinin köçüb-köçmədiyini və ya söndüyünü göstərir.',
  },
  {
    en: '{} addresses in a day; never more than {} before.',
    ru: 'Адресов за день: {1}; раньше не больше {2}.',
    az: 'Bir gündə {1} ünvan; əvvəllər ən çoxu {2} idi.',
  },
  {
    en: 'Has the outlet been rebuilt, or does a list name what are no articles? Look at some, and give a pattern for articles in its file.',
    ru: 'Издание переделали или список называет не статьи? Посмотрите на некоторые и задайте в файле образец адресов статей.',
    az: 'Nəşr yenidən qurulub, yoxsa siyahı məqalə olmayanları göstərir? Bir neçəsinə baxın və faylında məqalələr üçün nümunə yazın.',
  },
  {
    en: '{} of {} pages were refused in two days; before, hardly any.',
    ru: 'За два дня отказано: {1} из {2} страниц; раньше почти никогда.',
    az: 'İki gündə {2} səhifədən {1}-i rədd edilib; əvvəllər demək olar heç biri.',
  },
  {
    en: '{} of {} pages were refused in two days; before, {} in a hundred.',
    ru: 'За два дня отказано: {1} из {2} страниц; раньше {3} из ста.',
    az: 'İki gündə {2} səhifədən {1}-i rədd edilib; əvvəllər yüzdə {3}.',
  },
  {
    en: 'The outlet shuts us out. A longer delay, a mirror or a proxy may help; best ask the outlet to let Vigil in.',
    ru: 'Издание нас не пускает. Может помочь пауза подлиннее, зеркало или прокси; лучше всего попросить издание пропускать Vigil.',
    az: 'Nəşr bizi buraxmır. Daha uzun fasilə, güzgü və ya proksi kömək edə bilər; ən yaxşısı nəşrdən Vigil-i buraxmağı xahiş etməkdir.',
  },
  {
    en: 'Articles have {} characters now; {} were usual.',
    ru: 'Теперь в статьях знаков: {1}; обычно было {2}.',
    az: 'Məqalələrdə indi {1} işarə var; adətən {2} olurdu.',
  },
  {
    en: 'Its pages may have been rebuilt, or a wall stands before the text. "vigil outlet check NAME --page URL" shows what is read.',
    ru: 'Возможно, страницы переделали или перед текстом стоит стена. «vigil outlet check NAME --page URL» покажет, что читается.',
    az: 'Səhifələri yenidən qurulmuş ola bilər və ya mətnin qarşısında divar var. "vigil outlet check NAME --page URL" nə oxunduğunu göstərir.',
  },
  {
    en: '{} of {} articles have no date; before, {} in a hundred had none.',
    ru: 'Без даты {1} из {2} статей; раньше {3} из ста.',
    az: '{2} məqalədən {1}-nin tarixi yoxdur; əvvəllər yüzdə {3}.',
  },
  {
    en: 'Its pages tell the date in another place now. Give a selector for it (date:) in its file.',
    ru: 'Теперь дата на страницах стоит в другом месте. Укажите для неё селектор (date:) в файле издания.',
    az: 'Səhifələrdə tarix indi başqa yerdədir. Faylında onun üçün selektor (date:) göstərin.',
  },
]
