"""English, German and Dutch."""

from outrider.rules.languages.language import Language

ENGLISH = Language(
    code="en",
    wrote="wrote; writes; has written; sent the following; said the following; wrote the following",
    you_wrote="you wrote; you write; you have written; you said",
    sender="from; reply-to",
    sent="sent; date; sent at",
    to="to; cc; bcc",
    subject="subject; importance",
    original=(
        "original message; original appointment; original email; forwarded message; forwarded by; "
        "begin forwarded message; reply message; replied message; message forwarded; forwarded email; original mail"
    ),
    device=(
        "sent from my; sent from mail for; sent from outlook; sent from yahoo; sent from proton; sent from samsung; "
        "sent from gmail; sent from aol; sent from the all new; sent via; sent with; sent using; get outlook for; "
        "sent on the go; sent from a mobile/phone/tablet; sent by; get bluemail; download outlook; sent from mailspring; "
        "sent from spark; sent from a/an/the … phone/tablet/mobile/device/galaxy; sent from "
        "front/bluemail/nine/missive/shortwave/superhuman/canary/newton/airmail/edison/fastmail/hey/zoho/mimestream/thunderbird/"
        "iphone/ipad/android/blackberry/workspace/mobile/tuta/tutanota/gmx; yahoo mail search organize conquer; yahoo mail on "
        "android; yahoo mail stationery"
    ),
    months=(
        "january jan; february feb; march mar; april apr; may; june jun; july jul; august aug; september sep sept; "
        "october oct; november nov; december dec"
    ),
    weekdays="monday mon; tuesday tue tues; wednesday wed; thursday thu thur thurs; friday fri; saturday sat; sunday sun",
    until="until; till; til; through; thru",
    back=(
        "back; return; returning; returns; resume; available again; in the office again; rejoin*; reply on; respond on; "
        "reopen*; re-open*; restart* on; we restart; returned by; expect answers/replies/responses from/on; "
        "expect an answer/reply from/on; responding … on; replying on; get to your/this/it … on; answering … on; "
        "surface again; "
        "first day in; day back"
    ),
    automatic=(
        "auto; automatic response to; automatic reply to; auto reply to; auto response to; "
        "automatic reply; automated reply; auto reply; autoreply; auto response; autoresponse; automatic response; "
        "automated response; auto answer; auto-responder; autoresponder; out of office; out of the office; "
        "out of office autoreply; ooo; away from office; away from the office; away from my desk; on leave; "
        "on annual leave; on parental leave; on maternity leave; on sick leave; on vacation; on holiday; "
        "vacation reply; vacation response; vacation notice; vacation auto reply; i am out of office; "
        "currently out of office; absence notice; notice of absence; "
        "i am/m on vacation/holiday/holidays/leave; i am/m out of office; on vacation; on annual leave"
    ),
    away=(
        "i am/m on sabbatical; i am/m out send/call/write/text; "
        "i am/m/will/ll be? currently/now/presently? out of the? office; out of office until/from; out of the country; on "
        "annual/maternity/paternity/parental/sick/medical/family/bank leave; am/be/m on leave; on vacation "
        "until/from/and; am/be/m currently/now? on vacation/holiday/holidays; am/be/m away from the/my "
        "office/desk/email/mail; limited/no access to my? email/emails/mail; am/be/m away/out until/from/through/till; "
        "office is/will closed; limited email access; not in the office; will be travelling/traveling … limited; enjoying "
        "… time off; taking … time off; on time off; am/be/m away from the/my/our? office/desk/email/mail; out of the "
        "office … return*; i am/m off sick; i am/m out sick; i m out sick; i m off today/until/this/next; am off "
        "today/until; i m out today/tomorrow/until/this; back tomorrow/on monday/next; at a/an "
        "conference/event/trade/offsite this/until/all/today; in meetings all day; am/m away for/on/this/next; i m away; "
        "am/be/m off for; replies/responses will/may be slow/delayed/late; slow/slower to respond/reply; until i m back; "
        "back in the office on/by/from; on a/an training/course/business; training course; back at work on/by/from; back "
        "at my desk; few/some/couple days off; a/my day off; t/not be looking/checking/reading/answering … until/till/before; "
        "currently at … will get/reply/respond/answer; "
        "leave/ill/sick/away/absent/office/unavailable/vacation/holiday/holidays until further; "
        "replies/responses/reply/response/answers may/might/will/can take; take longer than; "
        "reply/respond on my next; recipient/addressee/owner is … holiday/holidays/vacation/leave/away/absent; "
        "have mondays/tuesdays/wednesdays/thursdays/fridays off; delayed answer/response/reply/replies; expect a "
        "delay/delayed"
    ),
    absent=(
        "business trip; out sick; off sick; sick leave; pto; ooo; conference; training; unavailable; off work; away; at "
        "my desk; travelling/traveling; sabbatical; trade show; jury duty; off until/from/this; with/have/having limited "
        "access; limited access to … "
        "email/emails/e-mail/e-mails/mail/mails/internet/inbox/messages/phone/wifi/outlook/voicemail/laptop/network/my; "
        "seconded; secondment; deployed; backpacking; service leave; leave until/till; "
        "annual leave; out today/tomorrow/this; time off; not available; checking email/emails; not working "
        "today/this/on; not in today/this/until; are closed; office … closed; offices … closed; store … closed"
    ),
    received=(
        "inbox/mailbox is monitored monday/mondays/weekdays/during/from/between; message/email/enquiry/request is important to "
        "us; "
        "received your request/inquiry/enquiry/message/email/ticket/query; "
        "your request/inquiry/enquiry/ticket/case/message has been received/created/opened/logged/registered; "
        "ticket has been created/opened/received/logged; case has been created/opened; a support ticket; "
        "thank you for contacting; thanks for contacting; acknowledge … received; we have received your; "
        "we've received your; assigned ticket/case; confirmation that we received; request … has been received; "
        "email has been received; email/e-mail/message/mail/request/enquiry/inquiry/application/cv was/is received; "
        "created a ticket/case; opened a ticket/case; request for support has been created; "
        "support request has been created; got your request; have got your request; "
        "creation of a trouble/support ticket; has been opened on your behalf; been assigned … id; "
        "get back to you within/shortly/soon/as; respond within/as; respond to your … within; take us up to; "
        "reply within … hours/days/day; respond within … hours/days/day; higher/high than? usual? volume/volumes; "
        "we aim to respond/reply; case/ticket/request … was/is created/opened/received/registered; request … has been "
        "submitted; thanks/thank for getting in touch; thanks/thank you for reaching out; thank you for your email; "
        "you ll be notified; you will be notified; you ll get notified; will get notified; logged your "
        "enquiry/inquiry/request/call; have logged your; raised a ticket/case; thanks/thank you for your message; "
        "thanks for your email; email/mail/message/query/enquiry/inquiry/request/case has been "
        "registered/recorded/submitted/assigned/forwarded/noted; created a ticket; got your email/message and "
        "created/opened/logged; acknowledgement that; acknowledgment that; your case/ticket/request/reference number "
        "is; message/email/mail/request was/has been delivered to … desk/team/department/service; was delivered to "
        "our; will be answered/handled/processed in the order"
    ),
    ticket=(
        "ticket; case number; reference number; request id; ticket id; case id; do not reply to this; automated message; "
        "automatic message; automatically generated; auto-generated; automated response; automatic reply; "
        "automated reply; automatic response; automatic confirmation; case #; request #; trouble ticket; "
        "please do not respond; no need to reply to this; automatic email; this is an automatic/automated notice/notification; "
        "auto-response; automated email; "
        "automated acknowledgement; automated acknowledgment; automated confirmation"
    ),
    promise=(
        "our team/staff/agents/representatives/specialists will/ll; our … team will/ll; member/members of our/the … "
        "will/ll; one of our … will/ll; a/an representative/specialist/agent/advisor will/ll; specialist of our/the … "
        "will; within … business/working days/day/hours/hour; within … hours; within … days; one of our … will; will "
        "be with you; when our team replies; typical reply/response time; be contacted by an/a/our/one; "
        "reply/response time; in due course; a colleague will; someone will … shortly/soon/be; will respond/reply/be "
        "in touch … soon/shortly/course; in the order received/of; "
        "will be answered/handled/processed/reviewed/read/assessed; is being reviewed/processed"
    ),
    departed=(
        "no longer with/at/employed/works/work/working/part; am retired; have retired; has retired; i retired; "
        "now retired; has left the/our company/organisation/organization/firm/team/business; "
        "have left the/our company/organisation/organization/firm; left the company; no longer using this; "
        "no longer use this; mailbox is no longer/not monitored/used/active/read/checked; mailbox … no longer monitored; "
        "email … no longer monitored; address is no longer monitored/used/active/valid/in/checked; "
        "account is no longer monitored/active; email is no longer monitored/used/active/checked; is no longer in use; "
        "has moved on from; i have moved on from; passed away; unmonitored mailbox; mailbox is unmonitored; "
        "no longer check this; note that … has left; inform you … has left; "
        "has left our/the company/organization/organisation/firm; have left … and/as/on/effective; i have left prospect; "
        "my last day; last working day; has moved on; have moved on; no longer an employee; taken over my/her/his/their; "
        "has taken over … responsibilities/role/duties; no longer part of; not with … anymore; has since left; "
        "as of … have/has left; position has been eliminated; role has been eliminated; have now left; has now left; "
        "i have left/i ve left; left my position/role; no longer in this role; no longer holds; mailbox … shut down; "
        "is no longer an active/monitored; no longer checking/monitoring/reading this/my; "
        "no longer monitor/read/check this/my; "
        "inbox/mailbox/address/account is not? monitored/used/read/checked any/anymore; "
        "inbox/mailbox/address/account … not monitored/read/checked; address/mailbox/account is obsolete; "
        "stop using this address/email/mailbox; changed jobs/employers; no longer have access to this; "
        "moved to a new role/company/position/job; moved on to; separated from; "
        "employment … has ended/terminated/ceased; "
        "mailbox/account/address/inbox … has been deactivated/closed/disabled/deleted/deleted/decommissioned; "
        "mailbox/account/address/inbox is inactive/closed/deactivated/disabled/dormant; resigned from/on/effective/as; "
        "out of service; i finished at/up/on/with; i ve/have finished at/up/with; ceased operations/trading; "
        "out of business; domain is being retired/closed; unattended mailbox/inbox/address; "
        "emails/messages/mail … no longer read/monitored/received/accepted/delivered/answered; "
        "left … in january/february/march/april/may/june/july/august/september/october/november/december; s last day; "
        "her/his/their last day; last day was/at/of/in/with; has left … business/role/position; retired "
        "on/in/from/last/effective/at; i left … on/in/effective/as; she/he left … on/in/effective/as; has left … "
        "on/in/effective/as; no longer in the/our/this; no longer within; "
        "not/t work at/for/here/with … any/anymore/longer; her/his/their replacement is; has been "
        "replaced by"
    ),
    moved=(
        "new email address; my new address; new e-mail address; email address has changed; address has changed; "
        "please update your address; changed my email; please use my new; moved to a new address; can now be reached at; "
        "mailbox/address/account/inbox … being phased out; mailbox/address/account/inbox is being "
        "retired/closed/decommissioned/discontinued/deactivated/replaced; "
        "mailbox/address/account/inbox will be retired/closed/decommissioned/discontinued/deactivated/replaced; "
        "has been replaced by; my new email/e-mail is; my new email/e-mail address is; our domain has changed; "
        "domain name has changed; changed our domain; update your contacts; update your address book; "
        "update your records; reach me at my new; email me at … from now; use … from now on; please write to me at; "
        "has a new email; have a new email; new e-mail is"
    ),
    challenge=(
        "verify that? you are/re a? human; confirm that? you are/re a? human/real; sender verification required/needed; "
        "requires/require sender? verification; needs/need to be approved by the recipient; "
        "confirm/verify your message/email to/so/before/by; waiting for your confirmation; held … confirm/verif*; "
        "click … to be delivered; added to my approved; this account/mailbox/inbox/address is protected by; "
        "your address added to; have your address added; approved senders list; prove you are/re; complete … captcha; "
        "one-time verification; guest list; real live human; real human being; senders i have approved; "
        "approved beforehand; list of approved senders; to control spam; spam blocker; you are/re not a robot; "
        "held outside … inbox"
    ),
    stop=(
        "leave me/us alone; quit emailing/spamming/mailing/writing/contacting/messaging; lose my "
        "number/address/email/contact; keep me/us/my off/out; not/t/dont want/wish to receive; not/t/dont want/wish to be "
        "contacted/emailed/added; not/t/dont want/wish to get … emails/mails/messages/mail/spam; cease all/any "
        "communication/communications/contact; never want to hear from you; do not want to hear from you; don t want to "
        "hear from you; do not want any/your more?/further? emails/mails/messages; don t want any/your more?/further? "
        "emails/mails/messages; no further contact/emails/messages/communication; request no further; request/demand "
        "removal/deletion/erasure; removal/deletion/erasure from your/of my/all; get my name/address/email off/out … "
        "list/lists/database/mailing; get me/us/my off/out … list/lists/database/mailing/mailings; off this/your mailing? "
        "list now/immediately/please/today; i/hereby/formally request/demand/require … erasure/deletion/removal; "
        "erasure/deletion of all/any/the personal data/information … hold/about/me/have; erase/delete/remove all/any … "
        "data/information/details … hold/have/about; i/hereby/also/formally object to … marketing/processing/use/emails; "
        "withdraw/revoke my/any consent; exercise/exercising/invoke my right; stop using my/it for/data/address … "
        "marketing/advertising/mailings; not/t/never/dont … be on any/your/a/this mailing? list; were/be/as the last "
        "email/mail/message i/we; last time you write/contact/email/mail/message; enough with the/these/your "
        "emails/mails/messages/spam; stop it with the/these/your emails/mails; no more of these/your emails/mails/spam; "
        "stop this spam/spamming; stop your spam/spamming/emails/mails; stop the spam/spamming"
    ),
    stop_alone="",
    refusal=(
        "not/t something/anything we/i need/want/require; isn t something we; already have someone/somebody/one; "
        "it s a no; a no from me/us; hard pass; no thank you; not a priority; no thanks; not a good time; doesn/does "
        "not apply to us/me; doesn t apply to us/me; happy with what we/our; just signed with; already signed with; "
        "decided to go/against/not; gone another way/direction; go another way/direction; sorry no; "
        "handle/do/manage/run that/this/it/these/everything internally/in/ourselves; done in house; is done "
        "internally/inhouse/ourselves; already work/working with a/an/another/someone; under contract with; locked in "
        "with; thanks no; thank you no"
    ),
    wrong=(
        "passed your message/email/details/note to/on/along; forwarded your message/email/note to/on; "
        "best/right person to; best person is; best person for; you should/could/can/need/ought to? "
        "talk/speak/write/reach to/with/out; talk/speak to … instead; is the right/best/correct person/contact; "
        "responsible for that/this is; not responsible for; please contact our/my/the; please reach out to "
        "our/my/the; please direct this/your to"
    ),
    meeting=(
        "let me know when you are/re; let us know when you are/re; get/be in touch with me/us next/in/on/again/after; "
        "please get/be in touch with me/us; when are you/u free/available; my availability; what times/days/time/day "
        "work/works/suit/suits; your/our availability; reach out to me/us next/in/on/again/after; reach/call/ring "
        "me/us on/at; call/ring my mobile/cell/office/phone/desk; let/let's schedule/arrange/organise/organize "
        "something/it/a; schedule/arrange something; you/we could meet; is good for me/us; works best for me/us; "
        "after lunch/work is"
    ),
    interest=(
        "color/colour me curious; all ears; got/have my/our attention; count us/me in; happy/glad/keen to take a "
        "look; open to a? conversation/chat/call/talk/discussing/learning/hearing/meeting; sure why not; send it "
        "over/along/across; so yes; i/we'm in; i/we would be interested; sure go ahead; please go ahead; looking for "
        "a solution/something/tool/partner/vendor like; looking for exactly; give it a try/go/shot/whirl; "
        "could/would/d/ll/may/might like? to? try it/this; try it out; "
        "i/we like it/this/that; like the idea"
    ),
    question=(
        "do you work/integrate with; do you support/offer/have/cover; what are your/the "
        "terms/conditions/rates/prices/fees; which … do you; can you … share/explain/clarify/elaborate; how long "
        "does; is there a free/trial/demo; show me/us … demo/this/it; tell me/us how; who are your customers/clients; "
        "do you have a/any website/references/examples/demo/brochure; how do/can/should we/i proceed/start/begin/get; "
        "get/see/have/arrange/book a/the/your? demo; possible to get/see/have; what s next; what is next; what are "
        "the next"
    ),
    referral=(
        "forwarding/forwarded/forward this/it/your/you/that/to … to; forwarding to; forwarded to my/our/the; forward "
        "to my/our/the; passing/passed this/your … to/on/along; shared/sharing this/it/that/your … with my/our/the; "
        "sent/sending this/it/that/your … to my/our/the; adding … in/to/on copy/cc/this/thread; adding … here who; "
        "looping in; looping … in; looped in; looped … in; copying in; copying … in; copied in; copied my/our; cc "
        "ing; cc d my/our; cc'ing my/our; putting … in copy; put/putting you in touch; connecting you with/to; "
        "introducing you to; introduce you to; who handles this/that/these"
    ),
    negation=("don t; do not; didn t; did not; never; not; no need to; rather not; t; won; cannot"),
)

GERMAN = Language(
    code="de",
    wrote="schrieb; hat geschrieben; schreibt; geschrieben",
    you_wrote="schrieben sie; sie schrieben; haben sie geschrieben; hast du geschrieben; schriebst du; du schriebst",
    sender="von",
    sent="gesendet; datum; gesendet am",
    to="an; cc; kopie",
    subject="betreff; betr; thema",
    original=(
        "ursprüngliche nachricht; originalnachricht; original nachricht; weitergeleitete nachricht; "
        "urspr. nachricht; anfang der weiterleitung; anfang der weitergeleiteten nachricht; "
        "anfang der weitergeleiteten e-mail; weitergeleitet von; ursprünglicher termin; originalmail; "
        "antwort nachricht"
    ),
    device=(
        "gesendet von meinem; gesendet mit; gesendet von outlook; gesendet von mail für; von meinem; gesendet über; "
        "diese nachricht wurde von meinem; outlook für ios; outlook für android; holen sie sich outlook; "
        "gesendet mit der; von meinem iphone gesendet; gesendet von yahoo; von unterwegs gesendet; "
        "gesendet von unterwegs; gesendet vom; von yahoo/outlook/gmail/gmx/samsung … gesendet"
    ),
    months=(
        "januar jan jänner jaenner; februar feb feber; märz maerz mrz mär; april apr; mai; juni jun; juli jul; "
        "august aug; september sep sept; oktober okt; november nov; dezember dez"
    ),
    weekdays="montag mo; dienstag di; mittwoch mi; donnerstag do; freitag fr; samstag sa sonnabend; sonntag so",
    until="bis",
    back="wieder; zurück; zurückkehren; rückkehr; erreichbar; zurueck; geöffnet",
    automatic=(
        "automatische antwort; automatische rückantwort; automatische nachricht; abwesenheitsnotiz; "
        "abwesenheitsnachricht; abwesenheitsmeldung; abwesenheitsassistent; abwesenheit; abwesend; nicht im büro; "
        "außer haus; urlaubsnotiz; urlaubsabwesenheit; urlaubsvertretung; im urlaub; autom. antwort; "
        "antwort automatisch; urlaub"
    ),
    away=(
        "ich bin … nicht im büro/haus/buero; ich bin … nicht erreichbar; ich bin … abwesend; ich bin … im urlaub; "
        "bin … ausser haus; ich bin … in elternzeit; befinde mich … im urlaub; befinde mich … in elternzeit; "
        "bin ich … nicht im büro; nicht im büro bis; bin ich … abwesend; bin ich … im urlaub; bin ich … "
        "nicht/nur/kaum/schlecht/schwer/eingeschränkt/bedingt/wieder/erst … erreichbar; "
        "ab dem/kommenden/montag/dienstag/mittwoch/donnerstag/freitag … bin ich … erreichbar; "
        "bin ich wieder erreichbar; bin ich wieder im büro; bin in der … wieder erreichbar; im urlaub bis; "
        "bin bis … im urlaub; bin bis … abwesend; "
        "bin derzeit im urlaub; bin im urlaub; e-mails werden nicht weitergeleitet; ich bin verreist; "
        "nur eingeschränkt erreichbar; nur begrenzten zugriff; keinen zugriff auf … mails; ab dem … wieder erreichbar; "
        "befinde mich/ich … in elternzeit/mutterschutz/urlaub/kur; bin in elternzeit/mutterschutz; "
        "bin ab … wieder im/am/in/da/erreichbar; e-mail/mail/nachricht wird nicht weitergeleitet/gelesen; "
        "weile … in den ferien; bin ich … verreist; im mutterschutz; in elternzeit; derzeit erkrankt; bin … "
        "krankgeschrieben; bin krank; nehme mir … auszeit; lese keine … mails; paar tage frei; habe … urlaub; "
        "montags/dienstags/mittwochs/donnerstags/freitags nicht im/da/erreichbar; "
        "nur montags/dienstags/mittwochs/donnerstags/freitags … im büro/haus; bis auf weiteres … nicht im/erreichbar; "
        "bis auf weiteres … abwesend/krank/erkrankt/ausser; "
        " empfänger*/adressat* … im urlaub; "
        "empfänger*/adressat* … abwesend; habe … "
        "frei; bin … abwesend"
    ),
    absent=(
        "dienstreise; geschäftsreise; krank; krankgeschrieben; erkrankt; schulung; fortbildung; seminar; betriebsferien; "
        "betriebsurlaub; arbeitsplatz; am platz; eingeschränkt*; arbeite erst/nicht; nicht erreichbar; nicht verfügbar; "
        "unterwegs; verreist; ferien; elternzeit; mutterschutz; frei; urlaub; abwesend; außer haus; nicht im haus/büro; "
        "brückentag; teilzeit; homeoffice; büro/praxis/kanzlei/geschäft/betrieb … geschlossen; haben … geschlossen"
    ),
    received=(
        "haben ihre anfrage/nachricht/email/mail erhalten; ihre anfrage/nachricht ist … eingegangen; "
        "ihre anfrage wurde … registriert; haben ihre e-mail erhalten; ihre e-mail ist … eingegangen; "
        "vielen dank für ihre anfrage/nachricht; ticket … erstellt/eröffnet/angelegt; ihre anfrage … erhalten; "
        "danke für ihre anfrage; eingang ihrer nachricht/anfrage/email/mail/e-mail; ihr anliegen … erhalten; "
        "unter der nummer … erfasst; ihr ticket wurde; melden uns … bei ihnen; "
        "melden uns schnellstmöglich/umgehend/zeitnah; werden … bearbeitet; wird … bearbeitet; "
        "so schnell wie möglich … antworten; schnellstmöglich … melden; bei uns eingegangen; vielen dank für ihre "
        "e-mail/mail/nachricht/anfrage/kontaktaufnahme/zuschrift; danke für ihre e-mail/mail/nachricht; anfrage wurde "
        "… aufgenommen/erfasst/angelegt/registriert; anliegen wurde … aufgenommen/erfasst/angelegt/registriert; "
        "nachricht/mail/e-mail/anfrage/schreiben ist … angekommen/eingetroffen/eingegangen; "
        "anfrage/anliegen/ticket/vorgang hat die nummer; nummer lautet; vorgangsnummer"
    ),
    ticket=(
        "ticket; ticketnummer; vorgangsnummer; fallnummer; bearbeitungsnummer; automatisch erstellt*; "
        "automatische antwort; automatisch generiert*; nicht auf diese e-mail; nicht auf diese mail; "
        "automatische eingangsbestätigung; eingangsbestätigung; automatische nachricht; referenznummer; anfragenummer"
    ),
    promise=(
        "innerhalb … stunden/werktagen/arbeitstagen/tagen; binnen … stunden/werktagen/arbeitstagen; ein mitarbeiter … "
        "meldet/wird/kümmert; unser team … meldet/wird/kümmert; wird schnellstmöglich/umgehend/zeitnah … "
        "bearbeitet/beantwortet; schnellstmöglich bearbeite*; schnellstmöglich beantwort*; so schnell wie möglich "
        "bearbeite*; wir bearbeiten ihr/ihre; unter … aktenzeichen/vorgangsnummer/nummer; sobald wir; melden uns bei "
        "ihnen; kommen auf sie zu; setzen uns … in verbindung"
    ),
    departed=(
        "nicht mehr im unternehmen/haus; nicht mehr bei … tätig/beschäftigt; nicht mehr für … tätig; "
        "nicht mehr in unserem unternehmen; nicht mehr bei der/dem/uns; unternehmen verlassen; firma verlassen; "
        "im ruhestand; in rente; ausgeschieden; pensioniert; postfach wird nicht mehr; adresse wird nicht mehr; "
        "nicht mehr gelesen; nicht mehr abgerufen; nicht mehr gültig; nicht mehr aktiv; nicht mehr verwendet; "
        "nicht mehr betreut; in den ruhestand; adresse ist nicht mehr; unternehmen … verlassen; firma … verlassen; "
        "betrieb … verlassen; arbeite nicht mehr bei/für; haus verlassen; unser/unsere haus/firma/unternehmen verlassen; "
        "adresse/postfach/konto existiert nicht mehr; konto ist nicht mehr aktiv; "
        "postfach/konto/adresse … geschlossen/deaktiviert/gelöscht/aufgelöst/abgeschaltet/stillgelegt; "
        "geschäftsbetrieb eingestellt; firma … aufgelöst/geschlossen; nicht länger bei/für/im; habe … gekündigt; "
        "stelle gewechselt; beruflich verändert; bin nicht mehr bei/für; neue berufliche herausforderung; neuen "
        "herausforderungen"
    ),
    moved=(
        "neue e-mail-adresse; neue mailadresse; neue emailadresse; meine neue adresse; neue adresse lautet; "
        "adresse hat sich geändert; ab sofort unter"
    ),
    challenge=(
        "bestätigen sie … dass sie kein roboter; bestätigen sie bitte? ihre nachricht/e-mail/mail; "
        "klicken sie … damit ihre nachricht; klicken sie … zugestellt; absender bestätigen; "
        "noch nicht zugestellt … bestätigen; als absender freizuschalten; absenderverifizierung; damit ihre "
        "nachricht/mail/e-mail … zugestellt wird; versand bestätigen; bestätigen sie … den versand"
    ),
    stop=(
        "keine werbung/werbemails/newsletter/mails/nachrichten … erhalten/bekommen/haben; löschen sie bitte meine/unsere/alle; "
        "woher haben sie meine/diese/unsere adresse/daten/mailadresse … löschen; adresse … umgehend/sofort/unverzüglich "
        "löschen; abstand von weiteren/jeglichen/solchen mails/nachrichten/kontaktaufnahmen; "
        "nehmen/streichen/löschen/entfernen/tragen/loeschen sie mich/uns/meine/unsere; lösch*/streich*/entfern* "
        "mich/uns/meine; nimm mich bitte? aus/von; trag mich bitte? aus; keine weiteren/weitere "
        "mails/mail/emails/nachrichten/kontakt*/e-mails; keine e-mails/mails/emails/nachrichten mehr; "
        "kontaktieren/schreiben/mailen sie mich/uns/mir bitte? nicht mehr/wieder; nicht mehr "
        "kontaktier*/anschreiben/angeschrieben; keine werbung mehr; hören/hoeren sie auf; lassen sie mich in ruhe; lasst "
        "mich in ruhe; möchte/wünsche keine weiteren; unterlassen sie; nicht mehr von ihnen hören; keine zusendung*; "
        "schreiben sie mir nie; aus dem/ihrem/eurem verteiler/liste nehmen/streichen/löschen/entfernen/austragen; aus "
        "der/ihrer liste nehmen/streichen/löschen/entfernen/austragen; keine "
        "werbung/mails/e-mails/newsletter/nachrichten/anrufe mehr; entfernen sie … liste/verteiler; streichen sie … "
        "liste/verteiler; sehen sie von weiteren … ab; bitte um löschung; löschung aus … verteiler/liste/datenbank; "
        "löschung meiner; bitte um streichung/austragung; widerspreche der/jeder/einer/hiermit … "
        "verarbeitung/nutzung/verwendung/speicherung/zusendung/werbung; lege widerspruch … ein; widerspruch gegen die … "
        "verarbeitung/nutzung/verwendung; löschung … meiner/unserer/aller … daten; verlange/fordere/beantrage … löschung; "
        "weitere/weiteren werbung/mails/zusendungen/kontaktaufnahme/kontaktaufnahmen … "
        "untersage/untersagt/verbiete/verbitte/unerwünscht; untersage/verbiete ihnen … werbung/mails/kontakt*/zusendung*; "
        "verbitte mir; ist/war unzulässige/unerlaubte/unverlangte/belästigende werbung; "
        "nehmt/nehme/streicht/löscht/entfernt mich/uns … verteiler/liste/datenbank; nehmt/streicht/löscht/entfernt "
        "mich/uns mal/bitte; keine lust mehr auf ihre/eure mails/werbung; hört/hören sie? auf mit … mails/werbung/spam; "
        "hört auf mir/uns; spart euch eure/die mails/werbung; sparen sie sich ihre/die/weitere mails/werbung; widerrufe … "
        "einwilligung; lasst uns in ruhe; lassen sie uns in ruhe"
    ),
    stop_alone=(
        "abmelden; austragen; abbestellen; stopp; stop; bitte abmelden; bitte austragen; bitte löschen; "
        "newsletter abbestellen; löschen"
    ),
    refusal=(
        "hat sich erledigt; "
        "andere sorgen; "
        "lass mal; lassen/lass wir/es das/mal/bleiben; andere prioritäten; nicht unser thema; kein bedarf; "
        "sind schon/gut versorgt; sind/bin … zufrieden mit unser*/dem; zufrieden wie es; nichts für uns/mich; "
        "kein/keinen/keinerlei interesse/bedarf/budget; nicht interessiert/interessant/relevant/benötigt; "
        "nein danke; leider nein; nicht für uns; kein thema; derzeit/aktuell/momentan nicht; passt … nicht zu uns; "
        "haben bereits … lösung/anbieter/partner; brauchen wir nicht; benötigen wir nicht; danke nein; leider nicht; "
        "kommt … nicht infrage; kommt … nicht in frage; sind bereits versorgt; "
        "uninteressant; arbeiten/arbeite bereits/schon mit; haben bereits/schon einen/eine/jemanden; anders "
        "entschieden; machen das/wir/dies … intern/selbst/inhouse; sind bereits … versorgt/bedient; passt nicht zu "
        "uns; arbeiten bereits/schon … mit; haben bereits/schon … "
        "lösung/anbieter/partner/dienstleister/lieferanten/agentur/tool/system; lösung im einsatz; bereits … im "
        "einsatz"
    ),
    wrong=(
        "arbeite dort/da/hier nicht mehr; "
        "macht … der kollege; macht … die kollegin; das macht bei uns; zuständig ist; kümmert sich … kollege/kollegin; "
        "bin … der/die falsche; nicht mein bereich/thema/ressort; bin ich raus; "
        "sind sie bei mir/uns falsch/verkehrt; bin … falsche adresse; "
        "nicht der/die richtige/zuständige ansprechpartner*; falsche* ansprechpartner*; nicht … ansprechpartner*; "
        "bin … nicht zuständig; nicht mehr? dafür/hierfür? zuständig; richtige* ansprechpartner*; "
        "nicht mein/ihr bereich; falsche* person; wenden sie sich … an; nicht mehr im unternehmen; "
        "zuständig ist; dafür/hierfür ist … zuständig"
    ),
    meeting=(
        "meld dich … mal/nächste/morgen; "
        "uns … zusammensetzen; "
        "termin vereinbaren/machen/ausmachen/finden; termin passt; telefonieren; telefontermin; einladung; "
        "rufen sie mich; ruf mich; rufen sie … an; ruf … an; passt mir/uns/ihnen/montag/dienstag/mittwoch/donnerstag/freitag; "
        "können wir … sprechen/reden/treffen; wann … zeit; kurz sprechen; wann passt; schlagen sie … termin vor; "
        "mich anrufen; gerne … treffen; gern … telefon*; melden sie sich … gerne/gern/bei/nächste/morgen; melde dich "
        "… gerne/gern/bei; wann hätten/haben … zeit; sollten/könnten uns … unterhalten/austauschen/treffen/sprechen; "
        "kommen sie … vorbei; rufen sie … durch; freue/freuen … auf ihren anruf; erreichen sie mich; bin … erreichbar "
        "unter"
    ),
    interest=(
        "der nächste schritt; "
        "klar gern/gerne; klar schick*; immer her damit; "
        "klingt … gut/interessant/spannend; hört sich … gut/interessant/spannend an?; hab*/hätte*/haette* … interesse; "
        "interessiert mich/uns; gerne … mehr; noch aktuell; bin/sind … interessiert; ja gerne/gern/bitte; sehr gerne; "
        "wäre/waere interessant; sehr interessant; das ist interessant; interesse besteht; her damit; "
        "bin/sind … neugierig; hätten/haben … bedarf; bedarf vorhanden; bin/wären/sind dabei; "
        "das ist … spannend/interessant; zeit für ein … telefonat/gespräch/treffen; "
        "thema ist … spannend/interessant/relevant; wäre/wären … interessiert; an einer demo/vorführung interessiert; "
        "besteht … interesse; grundsätzlich interesse; grundsätzlich interessant; mal … ausprobieren/testen; "
        "gern/gerne … ausprobieren/testen; können/könnten wir … ausprobieren/testen"
    ),
    question=(
        "mach/machen mir/uns … preis/angebot; nen/einen preis; "
        "schick/schickt/sende mir/uns/mal; erzähl/erzählen/erzählt … mehr; "
        "mehr dazu/darüber? infos/info/informationen/details/erfahren/dazu/schreiben/sagen; "
        "preise/preisliste/unterlagen/angebot … schicken/senden/zukommen; schicken/senden sie mir/uns; "
        "senden/schicken sie … zu; was kostet/kosten; wie hoch … kosten/preis; weitere informationen; näheres; "
        "mehr erfahren; bitte um … angebot/angebote/preise/preisliste/unterlagen/infos; "
        "bitte um … informationen/details/rückruf/kontaktaufnahme; "
        "haben sie … referenzen/beispiele; machen sie … angebot; was würde/würden … kosten; was kosten; welche "
        "kosten; wie teuer; interessiert an; demo interessiert; senden/schicken sie … "
        "unterlagen/infos/informationen/angebot/preise/preisliste/details/material; wie funktioniert/funktionieren; "
        "wie läuft; uns … vorführen/zeigen; eine demo/vorführung/präsentation; wie gehen wir … vor; wie geht es "
        "weiter; was sind die nächsten schritte"
    ),
    referral=(
        "leite … weiter; leiten … weiter; weitergeleitet; gebe … weiter; geben … weiter; weitergegeben; reiche … "
        "weiter; weitergereicht; in kopie/cc gesetzt; nehme … in kopie/cc; setze … in kopie/cc/cc; "
        "kollege/kollegen/kollegin/kolleginnen … in kopie/cc"
    ),
    negation="nicht; kein; keine; keinen; nie; niemals",
)

DUTCH = Language(
    code="nl",
    wrote="schreef; heeft geschreven; het volgende geschreven; geschreven",
    you_wrote="schreef u; schreef je; u schreef; je schreef; heeft u geschreven; hebt u geschreven; heb je geschreven",
    sender="van",
    sent="verzonden; datum; verzonden op; verstuurd",
    to="aan; cc",
    subject="onderwerp; betreft",
    original=(
        "oorspronkelijk bericht; origineel bericht; doorgestuurd bericht; oorspronkelijk e-mailbericht; "
        "begin doorgestuurd bericht; oorspronkelijke afspraak"
    ),
    device=(
        "verzonden vanaf; verzonden met; verstuurd vanaf; verstuurd met; verzonden via; outlook voor ios downloaden; "
        "download outlook voor; outlook voor android downloaden; verzonden vanuit; outlook voor android; "
        "outlook voor ios"
    ),
    months=(
        "januari jan; februari feb; maart mrt; april apr; mei; juni jun; juli jul; augustus aug; september sep sept; "
        "oktober okt; november nov; december dec"
    ),
    weekdays="maandag ma; dinsdag di; woensdag wo; donderdag do; vrijdag vr; zaterdag za; zondag zo",
    until="tot; t/m; tot en met",
    back="terug; weer; bereikbaar; aanwezig; retour",
    automatic=(
        "automatisch antwoord; automatische reactie; automatisch bericht; automatische beantwoording; afwezig; "
        "afwezigheid; niet op kantoor; afwezigheidsbericht; niet aanwezig; met vakantie; op vakantie; "
        "afwezigheidsassistent; vakantiebericht"
    ),
    away=(
        "ik ben … afwezig; ik ben … niet op kantoor; ik ben … met/op vakantie; ik ben … niet aanwezig; "
        "ben ik … afwezig; ben ik … niet op kantoor; ben ik … met/op vakantie; ben ik … niet bereikbaar; "
        "ik ben … met verlof; ben ik … met verlof; met zwangerschapsverlof; beperkt bereikbaar; weer bereikbaar; "
        "ik ben … niet bereikbaar; weer aanwezig; ben ziek; ik ben ziek; ziek en; ziekgemeld; met ouderschapsverlof; "
        "met verlof; paar dagen vrij; heb … vrij; ben … vrij; "
        "maandag/dinsdag/woensdag/donderdag/vrijdag werk ik niet; geadresseerde is … vakantie/afwezig"
    ),
    absent=(
        "zakenreis; ziek; gesloten; cursus; training; beurs; congres; beperkt; vrij; vakantie; afwezig; niet bereikbaar; "
        "niet aanwezig; niet op kantoor; verlof; ouderschapsverlof; op reis; onderweg; werk niet"
    ),
    received=(
        "hebben uw/je/jouw bericht/e-mail/mail/vraag/aanvraag/verzoek … ontvangen; "
        "uw bericht/e-mail/mail/vraag/aanvraag/verzoek is … ontvangen; "
        "bedankt voor uw bericht/e-mail/mail/vraag/aanvraag; dank voor uw bericht; ticket … aangemaakt; "
        "uw verzoek … geregistreerd; goede orde ontvangen; uw melding … ontvangen; aanvraag … geregistreerd; bedankt "
        "voor je bericht/mail/e-mail/vraag; dank voor je bericht/mail; uw aanvraag/melding is … geregistreerd"
    ),
    ticket=(
        "ticket; ticketnummer; zaaknummer; meldingsnummer; automatisch gegenereerd*; automatisch bericht; "
        "automatische bevestiging; ontvangstbevestiging; niet op deze e-mail; referentienummer; casenummer; "
        "automatisch antwoord"
    ),
    promise=(
        "binnen … uur/werkdagen/dagen/werkdag; ons team … zal/neemt; een medewerker … zal/neemt; we reageren binnen; "
        "wij reageren binnen; nemen … contact met u/je op; zo snel mogelijk"
    ),
    departed=(
        "niet meer werkzaam; werkt niet meer; werk niet meer; niet langer werkzaam; uit dienst; niet meer in dienst; "
        "met pensioen; mailbox wordt niet meer; e-mailadres wordt niet meer; niet meer gelezen; niet meer in gebruik; "
        "organisatie verlaten; bedrijf verlaten; adres … niet meer gebruikt; gedeactiveerd; opgeheven; "
        "bestaat niet meer; niet langer actief/werkzaam/gebruikt"
    ),
    moved=(
        "nieuw e-mailadres; nieuwe e-mailadres; nieuw mailadres; mijn nieuwe adres; adres is gewijzigd; "
        "adres is veranderd; e-mailadres/mailadres/emailadres … is gewijzigd/veranderd; e-mailadres is gewijzigd; "
        "nieuw adres"
    ),
    challenge=(
        "bevestig dat u geen robot; bevestig uw bericht/e-mail; klik … om uw bericht; afzender bevestigen; klik … af te leveren"
    ),
    stop=(
        "haal/verwijder/schrap mij/me/ons/mijn … van/uit/uw; schrijf/meld mij/me/ons … uit/af; geen "
        "mails/e-mails/berichten/mail meer; niet meer mailen/contacteren/benaderen/schrijven/emailen/lastigvallen; stop "
        "met mailen/sturen/mailtjes/benaderen/schrijven; mail/schrijf/benader/contacteer mij/me/ons niet meer; "
        "uitschrijven graag; wil geen mails/e-mails/berichten meer; laat mij/me met rust; stuur/stuurt mij/me/ons geen; "
        "mijn/m'n/onze e-mailadres/mailadres/adres/gegevens … verwijderen/wissen/verwijderd/gewist; e-mailadres/mailadres "
        "verwijderen/wissen; verwijder mijn/onze gegevens/adres; wil/willen geen … mails/e-mails/berichten/reclame; "
        "wil/willen niet meer … gemaild/benaderd/ontvangen/gebeld; haal/verwijder/schrap … lijst/bestand; geen "
        "mails/e-mails/reclame/berichten meer; verzoek … verwijdering/verwijderen/uitschrijving; verwijdering van "
        "mijn/uit uw; mijn gegevens … wissen/verwijderen/vernietigen; wis mijn gegevens; maak bezwaar tegen … "
        "verwerking/gebruik; trek mijn toestemming in; hou/houd op met mailen/sturen/spammen; geen prijs op "
        "uw/jullie/deze mails/mail/berichten; stop met die/deze mails/mail/spam; mij/me … uit uw/jullie "
        "bestand/mailinglijst/lijst"
    ),
    stop_alone="uitschrijven; afmelden; stop; stoppen; graag uitschrijven; afmelden graag; verwijderen",
    refusal=(
        "nu niet; "
        "laat maar; niet voor nu; geen budget; kunnen we niks mee; "
        "hebben we/wij al; niks voor ons/mij; doen … niks/niets mee; zijn … tevreden met onze/wat/ons; niet interessant; "
        "nu even niet; dat/dit doen we/wij zelf; doen wij/we dit/dat/alles? zelf; "
        "geen interesse/behoefte/belangstelling/budget; niet geïnteresseerd/nodig/relevant; nee bedankt/dank; "
        "nee dank; niet voor ons; op dit moment niet; momenteel niet; helaas niet; "
        "hebben al een … leverancier/oplossing/partner; wij zijn al voorzien; geen tijd voor; zijn al/reeds voorzien; "
        "niets voor ons; niet van toepassing; werken/werk al/reeds … met; hebben/heb al … "
        "leverancier/partner/oplossing/partij"
    ),
    wrong=(
        "werk daar/hier/er niet meer; "
        "collega … doet/regelt/beheert dit/dat; doet mijn collega; dat/dit doet … collega; "
        "ben ik niet de; ik ben niet degene; "
        "ga ik niet over; werk niet meer bij/voor; moet je/u bij; moet bij … zijn; "
        "niet de juiste persoon/contactpersoon; niet de goede persoon; verkeerde persoon; ga daar niet over; "
        "niet verantwoordelijk; niet mijn afdeling; niet meer werkzaam; kunt u contact opnemen met; "
        "beter contact opnemen met; ga hier niet over"
    ),
    meeting=(
        "past mij/me/ons prima/goed/uitstekend; "
        "afspraak maken/inplannen/plannen; bel mij/me; belt u mij/me; kunnen we … bellen/afspreken; wanneer … tijd; "
        "wanneer schikt; even bellen; telefonisch; komt … gelegen; morgen bellen; komt … goed uit; schikt het; "
        "kunt u mij/me bellen; laten we bellen/praten/afspreken; maandag/dinsdag/woensdag/donderdag/vrijdag "
        "kan/schikt; zullen we bellen/praten/afspreken; plan … afspraak/meeting/gesprek; afspraak in"
    ),
    interest=(
        "doe maar; stuur maar; prima idee; vertel … meer; "
        "klinkt/lijkt … goed/interessant; hebben/heb … interesse; ben/zijn … geïnteresseerd; ja graag; ja leuk; "
        "graag … meer; zeker interesse; interessant; heel graag; ja hoor; kunnen/willen we/wij … "
        "uitproberen/proberen/testen; graag … uitproberen/proberen/testen"
    ),
    question=(
        "stuur … info/informatie; "
        "meer informatie/info; meer weten; wat kost/kosten; stuur/stuurt mij/me/ons/u; offerte; prijslijst; prijzen; "
        "wat zijn de kosten; kunt u … sturen; hoe werkt/werken; heeft u referenties; een "
        "demo/demonstratie/presentatie; een offerte"
    ),
    referral=(
        "doorgestuurd; stuur … door; doorgegeven aan; geef … door; speel … door; doorgespeeld; zet … in cc/kopie/de; "
        "collega in cc/kopie"
    ),
    negation="niet; geen; nooit",
)


ALL = (ENGLISH, GERMAN, DUTCH)
