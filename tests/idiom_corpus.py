"""Short answers as people really put them, idioms included, and what machines say without a header. All of them are our own."""

from tests.reply_corpus import Reply

# Somebody who wants more.
WILLING = """
Yep.
Sure. Thanks.
Ok, send.
Love it. When can you start?
I'll have a look, send it through.
Give me a shout: 555-0192.
Who else uses it?
Is there a video?
Do you do offshore sites as well?
Please advise on your rates.
Can you do an inspection in May?
We already use a competitor and are not happy. Tell me more.
We have this covered until March. What would you charge from April?
Okay, we're listening.
Worth a look. My assistant will find us a slot.
I'll bite - what have you got?
The timing is perfect, two blades cracked last week.
We may be interested, depending on the crane.
I don't mind a short call.
The list of our sites is attached, please quote.
Das Thema ist für uns grundsätzlich spannend.
Haben Sie Mittwoch Zeit für ein kurzes Telefonat?
What's the price?
I'd love a demo.
Tuesday 3pm works.
https://calendly.com/bo/30min
Here's my calendar: https://cal.com/bo
No worries, let's do Tuesday.
Why not?
I wouldn't say no to a demo.
Can we do Tuesday 10 March?
👍
Sure, why not. Send it over.
Color me curious.
You've got my attention, what's next?
I'm all ears.
Let's chat next week.
Happy to take a look.
Could be of interest – tell me more.
This is timely, can you hop on a call Friday?
I'd be open to a conversation.
Sign me up!
Count us in.
Go ahead and send the deck.
Works for me, what time?
Please don't stop, we do want this! Call me.
We were about to cancel our current vendor, so yes.
Klingt spannend, schicken Sie mal was rüber.
Da bin ich dabei!
Her damit!
Können wir nächste Woche dazu sprechen?
Das passt gerade sehr gut, rufen Sie mich an.
Bin neugierig geworden.
Wir hätten Bedarf, bitte Angebot.
Pourquoi pas, dites-m'en plus.
Ça tombe bien, on en parle ?
Je suis partant.
Envoyez-moi une proposition.
Me apunto.
Cuéntame más.
Adelante, llámame cuando quieras.
Por supuesto, hablemos el jueves.
Perché no? Sentiamoci.
Mi incuriosisce, mi mandi qualcosa.
Volentieri, quando può chiamarmi?
Bora marcar uma conversa.
Tenho interesse sim, pode ligar.
Manda mais informações por favor.
Dat lijkt me wel wat, bel me maar.
Graag meer informatie.
Kom maar op met die offerte.
Det låter spännande, ring mig.
Absolut, vi kan ta ett möte.
Skicka gärna mer info.
Lyder spennende, ta kontakt.
Gjerne! Når passer det?
Det vil jeg gerne høre mere om.
Lad os tage en snak.
Kuulostaa hyvältä, soita minulle.
Kiinnostaa kyllä.
Olisi hyvä jutella.
To może być ciekawe, proszę o kontakt.
Jasne, porozmawiajmy.
Proszę podesłać ofertę.
To by nás mohlo zajímat, zavolejte mi.
Rádi se dozvíme více.
Pošlete nám nabídku.
Znie to dobre, ozvite sa.
Mali by sme záujem.
Érdekelne minket, hívjon fel.
Jól hangzik!
Küldjön ajánlatot.
Sună bine, putem discuta.
M-ar interesa, trimiteți detalii.
Звучи добре, обадете ми се.
Интересно, давайте созвонимся.
Пришлите КП.
Давайте обсудим на следующей неделе.
Цікаво, давайте поговоримо.
Надішліть пропозицію.
Zvuči zanimljivo, javite se.
Može, pošaljite ponudu.
Zanima nas, pokličite me.
Skamba įdomiai, paskambinkite.
Mus domina jūsų pasiūlymas.
Izklausās interesanti, piezvaniet.
Mūs interesē.
Kõlab huvitavalt, helistage mulle.
Oleme huvitatud.
Kulağa hoş geliyor, arayın.
İlgileniyoruz, teklif gönderin.
Με ενδιαφέρει, στείλτε μου πληροφορίες.
Ακούγεται ενδιαφέρον.
معنيون بالأمر، أرسلوا لنا العرض
نعم مهتمون، اتصل بي
נשמע מעניין, תתקשרו אליי
אשמח לשמוע עוד
بله علاقه‌مندیم، تماس بگیرید
हमें रुचि है, कृपया कॉल करें
सुनने में अच्छा लगता है
สนใจค่ะ ขอรายละเอียดเพิ่มเติม
น่าสนใจ โทรมาได้เลย
Nghe hay đấy, gọi cho tôi nhé.
Chúng tôi quan tâm, gửi báo giá giúp.
Menarik, tolong hubungi saya.
Kami tertarik, kirim penawarannya.
听起来不错，发个报价看看。
可以，约个时间聊聊。
有意向，请联系我。
聽起來不錯，請來電。
面白そうですね。一度お話を伺いたいです。
ぜひお願いします。
資料を送っていただけますか。
詳しく聞きたいです。
좋습니다. 자료 보내주세요.
미팅 한번 하시죠.
관심 있습니다, 연락 주세요.
Þetta hljómar vel, hringdu í mig.
Við höfum áhuga.
Ens interessa, truqueu-me.
Sembla interessant!
Not interested in the wind part, but the solar offer sounds great - call me.
No, thank YOU. Let's do it.
Please take my colleague Kim off the list; I'd love a call though.
Don't stop, this is exactly what we need.
Kein Interesse an Wind, aber Solar klingt gut, rufen Sie mich an.
Pas pour le moment, mais rappelez-moi en mars.
Ahora no, pero llámame en mayo.
Non mi interessa l'eolico, ma il solare sì: mi mandi il listino.
Ne çmimi keni? Më dërgoni një ofertë.
Испратете ми понуда, заинтересирани сме.
Qiymət siyahısını göndərin, maraqlıdır.
Silakan hantar sebut harga, kami berminat.
Magkano po ito? Interesado kami.
Կուղարկե՞ք գնացուցակը։ Մեզ հետաքրքրում է։
გამომიგზავნეთ ფასები, გვაინტერესებს.
Quero saber máis, pode chamarme?
Bidali iezadazue aurrekontua, interesatzen zaigu.
Was würde die Wartung im Jahr kosten?
Bitte um ein Angebot für drei Türme.
Melden Sie sich gerne im Mai bei mir.
¿Qué precio tiene por turbina?
Můžete mi zítra zavolat?
Сколько это будет стоить за год?
Скільки це коштує для трьох?
Kiek tai kainuoja?
Please be in touch with us after Easter.
Let me know when you are free.
Do you support offshore sites as well?
What are your terms?
This could be useful for our plant in Bergen.
Sounds like something for us, ring me.
Friday is fine with me.
Please send the proposal.
Tell me the price, please.
That sounds right, when can we talk?
Gern, rufen Sie im Büro an.
"""

# Somebody who does not.
UNWILLING = """
Thank you, but no.
All set here.
We've got this covered.
We already use a competitor and are happy.
We don't have turbines.
We sold the wind farm in May.
Too expensive for us.
Hard no.
We're not hiring vendors.
Nothing at the moment, thanks.
Das machen wir intern selbst, kein Bedarf.
Nous faisons cela en interne.
Lo hacemos internamente.
Dat doen we zelf.
Sorry, we're locked into a service agreement for three more years.
We went with another crew in May.
We don't outsource blade repair.
This doesn't apply to our fleet.
There is zero interest on our side.
It's not worth a call.
Hetkel meil selleks vajadust ei ole.
No.
no
Nope
No, Bo
Nein
Non.
Nee
We're all set.
Pass.
👎
नहीं, धन्यवाद
Not for us, thanks.
We'll pass.
I'm good, thanks.
Not at this time.
No thank you, we're all set.
This isn't something we need.
We already have someone for that.
Maybe next year, not now.
No budget for this.
We're happy with our current provider.
It's a no from me.
Kein Bedarf.
Nein danke, wir sind versorgt.
Für uns uninteressant.
Aktuell kein Thema.
Wir arbeiten bereits mit einem Partner zusammen.
Non merci, nous avons déjà un prestataire.
Pas intéressé.
Cela ne nous concerne pas.
No nos interesa, gracias.
Ya tenemos proveedor.
De momento no.
Non ci interessa.
Abbiamo già un fornitore.
Não temos interesse no momento.
Já temos fornecedor.
Geen interesse.
Wij zijn al voorzien.
Nej tack, inte aktuellt för oss.
Vi är inte intresserade.
Ikke aktuelt for oss.
Nei takk.
Nej tak, vi har ikke brug for det.
Ei kiinnosta.
Ei tarvetta, kiitos.
Nie jesteśmy zainteresowani.
Nie, dziękuję.
Nemáme zájem.
Ne, děkuji.
Nemáme záujem.
Nem érdekel.
Köszönöm, nem.
Nu suntem interesați.
Nu, mulțumesc.
Не се интересуваме.
Не интересно.
Нам это не нужно.
Нас не цікавить.
Не потрібно, дякую.
Nismo zainteresirani.
Nas to ne zanima.
Mūsų nedomina.
Mūs neinteresē.
Ei ole huvitatud.
İlgilenmiyoruz.
Teşekkürler, ihtiyacımız yok.
Δεν μας ενδιαφέρει.
غير مهتمين، شكرا
לא מעוניינים, תודה
علاقه‌ای نداریم
हमें रुचि नहीं है
ไม่สนใจค่ะ
Chúng tôi không quan tâm.
Kami tidak tertarik, terima kasih.
不感兴趣。
暂时没有需求，谢谢。
我們不需要。
結構です。
今回は見送らせていただきます。
間に合っております。
관심 없습니다.
괜찮습니다, 필요 없어요.
Við höfum ekki áhuga.
No ens interessa.
Not interested, but thanks anyway.
We're not interested, but Kim might be.
Kein Interesse, aber danke für die Info.
No gracias, pero suerte.
Non ci interessa, ma grazie della proposta.
Nie jesteśmy zainteresowani, ale dziękuję za ofertę.
Нам не интересно, но спасибо за предложение.
Niet geïnteresseerd, maar bedankt voor de informatie.
Nous n'avons pas ce besoin.
Máme již dodavatele.
Už máme riešenie.
"""

# Somebody who asks never to be written to again.
STOPPING = """
Please don't follow up again.
Make sure that I am not contacted again.
I'd appreciate it if you didn't email me again.
Stop reaching out to me.
We ask you to cease contact.
Exclude us from any further mailings.
You are not authorised to email me, stop.
I did not sign up for this, remove.
Don't send me anything else.
Never email this address again.
Delete this email address, please.
Ich möchte keine Werbung von Ihnen erhalten.
Löschen Sie bitte meine Daten.
Merci de ne pas me recontacter.
Gostaria de ser removido da lista.
Proszę przestać pisać.
Please do not send any more mails.
Don't send me these newsletters.
Kindly refrain from writing to us.
Please discontinue this mailing.
I have told you twice to stop.
Stop following up with us.
Put us on your do-not-contact list.
Suppress my address, please.
I no longer wish to hear from you.
I want to be deleted from all your systems.
Who gave you this address? Please delete it from your records.
Unsubscribe, please. I never asked for any of this.
Do not contact anyone in our office again.
No more of this, please.
Get us off your database.
Get my name out of your mailing list, now.
I hereby request deletion of everything you store on me.
Let this be the last message I receive from you.
Enough with the emails already!
I do not consent to this. I withdraw my consent, if I ever gave any.
I am exercising my right under Article 17 GDPR.
I object to any further use of my address.
unsuscribe
Please unsubcribe me from this.
Kindly un-subscribe us.
Streicht uns bitte aus eurer Datenbank.
Ich widerrufe meine Einwilligung zum Erhalt von Werbung.
Das war unerlaubte Werbung. Ich verbitte mir das.
Hört auf mit euren Mails.
Gegen die Nutzung meiner Daten lege ich Widerspruch ein und beantrage die Löschung.
Foutez-moi la paix !
J'en ai marre de vos relances.
Je m'oppose à l'utilisation de mes données à des fins de prospection.
J'exerce mon droit d'opposition.
Dejadme en paz de una vez.
Me opongo al tratamiento de mis datos con fines comerciales.
En ejercicio de mi derecho de cancelación, borren mis datos.
Smettetela con queste email.
Revoco il mio consenso al trattamento.
Chega de mensagens, por favor.
Exijo a eliminação dos meus dados.
Mam dość waszych maili.
Wycofuję zgodę na przetwarzanie.
Proszę o usunięcie.
Hou op met mailen.
Ik wil dat u mijn gegevens wist, mijn gegevens moeten worden verwijderd.
Jag återkallar mitt samtycke.
Hold op med at sende mig ting.
Jättäkää minut rauhaan.
Dejte mi pokoj s těmi maily.
Žádám o výmaz svých osobních údajů.
Хватит слать мне это.
Оставьте меня в покое.
Прошу меня из базы исключить.
Годі писати мені.
Hagyjanak békén.
Lăsați-mă în pace.
Verilerimi silin ve yazmayın.
Αφήστε με ήσυχο.
תעזבו אותי בשקט
كفوا عن إرسال هذه الرسائل
أرجو حذف بريدي من قائمتكم وعدم إرسال المزيد.
别烦我了
もう送ってこないでください
그만 좀 보내세요
Please take bo@acme.example off your mailing list.
Favor retirar meu e-mail da sua lista.
Graag mijn e-mailadres verwijderen uit uw bestand.
Delete my data.
Please delete my data under GDPR.
I want to unsubscribe.
How do I unsubscribe?
You are spamming me. Stop.
Where did you get my email? Remove me.
Bitte aus dem Verteiler nehmen.
Remova meu e-mail da lista.
Atsisakau prenumeratos.
Proszę o usunięcie mnie z listy i proszę więcej do mnie nie pisać.
Stop emailing me.
Remove me.
UNSUBSCRIBE!!!
Take me off this list please
Lose my number and my email address.
Do not email me again.
Please delete my data and never contact me again.
Leave me alone.
Quit spamming me.
Bitte löschen Sie meine Daten und unterlassen Sie weitere Werbung.
Hören Sie auf, mir zu schreiben.
Keine Mails mehr!
Lassen Sie mich in Ruhe.
Arrêtez de m'écrire.
Ne m'envoyez plus de mails.
Merci de supprimer mon adresse de votre fichier.
Dejen de enviarme correos.
No quiero recibir más correos.
Bórrenme de su lista.
Smettetela di scrivermi.
Non scrivetemi più.
Cancellatemi dalla lista.
Não me envie mais e-mails.
Tirem-me da lista.
Stuur mij geen mails meer.
Verwijder mij uit uw bestand.
Sluta mejla mig.
Ta bort mig från er lista.
Slutt å sende meg e-post.
Slet mig fra listen.
Skriv ikke til mig igen.
Poistakaa minut listalta.
Älkää lähettäkö enää viestejä.
Proszę mnie wypisać.
Przestańcie do mnie pisać.
Odhlaste mě.
Už mi nepište.
Prestaňte mi písať.
Töröljenek a listáról.
Ne írjanak többet.
Ștergeți-mă de pe listă.
Nu-mi mai scrieți.
Моля, не ми пишете повече.
Отпишите меня.
Больше не пишите мне.
Прекратите спамить.
Видаліть мене зі списку.
Не пишіть мені більше.
Ne šaljite mi više mailove.
Obrišite me s liste.
Odjavite me, prosim.
Nebesiųskite man laiškų.
Vairs nerakstiet man.
Ärge enam kirjutage mulle.
Bana bir daha yazmayın.
Beni listeden çıkarın.
Διαγράψτε με από τη λίστα.
Μη μου ξαναστείλετε.
توقفوا عن مراسلتي
احذفوني من القائمة
תסירו אותי מהרשימה
אל תכתבו לי יותר
دیگر به من ایمیل نزنید
मुझे सूची से हटा दें
อย่าส่งอีเมลมาอีก
Đừng gửi email cho tôi nữa.
Jangan kirim email lagi.
别再给我发邮件了
请把我移出名单
請勿再來信
もうメールしないでください
配信停止してください
더 이상 메일 보내지 마세요
수신 거부합니다
Hættu að senda mér póst.
Esborreu-me de la llista.
Hiqeni adresën time nga lista.
Отстранете ме од листата.
Məni siyahıdan çıxarın.
Sila buang saya daripada senarai.
Paki-alis po ako sa listahan.
Խնդրում եմ ինձ հանեք ցուցակից։
გთხოვთ ამომშალოთ სიიდან.
Non me escriban máis.
Ken nazazue zerrendatik.
Bitte senden Sie mir keine weiteren E-Mails.
Merci de ne plus m'envoyer d'emails.
Please remove my email address.
Vairs man nerakstiet.
אל תשלחו לי יותר הודעות
मुझे मेल मत भेजिए
"""

# Somebody who passes the message to a colleague.
REFERRING = """
I'm not the decision maker here.
You've got the wrong Berg.
Try our fleet manager, Dana.
That would be a question for our fleet manager.
I only do bookkeeping here.
Contact kim@acme.example.
Kim handles this.
I've cc'd Kim.
Da sind Sie bei mir falsch.
Vous vous trompez de personne.
Non lavoro più qui.
Daar ga ik niet over.
Я этим не занимаюсь.
I don't work at the wind farm any more.
You'll want to talk to our site manager, Kim.
Please reach out to fleet@acme.example for repairs.
I moved to another department, Kim is your contact now.
Kim took over my accounts when I retired.
Adding Kim who plans our repairs.
+ Kim
Forwarding to Lena who handles this.
I have shared your note with our plant manager.
Looping in Lena.
Adding my colleague Lena to this thread.
Cc'ing Lena, who is responsible.
You should talk to Lena in maintenance.
Lena is the right person.
Ich leite das an meine Kollegin Lena weiter.
Ich habe Ihre Nachricht an die Technik weitergegeben.
Je transmets à ma collègue Lena.
J'ai transféré votre message au service technique.
Reenvío su correo a mi compañera.
La persona adecuada es Lena.
Inoltro la sua mail alla collega.
Deve parlare con Lena.
Encaminhei para a colega responsável.
Ik stuur dit door naar Lena.
Jeg sender den videre til Lena.
Jeg har videresendt den til Lena.
Jag skickar det vidare till Lena.
Välitän viestin Lenalle.
Sendi þetta áfram til Lenu.
Przekazuję koleżance.
Přeposílám kolegyni.
Preposielam kolegyni.
Továbbítom a kolléganőmnek.
Am trimis mai departe colegei mele.
Препращам на колежката.
Переслала коллеге, она ответит.
Переслала колезі.
Prosljeđujem kolegici.
Prosleđujem koleginici.
Posredujem kolegici.
Το προώθησα στη Λένα.
Lena'ya yönlendirdim.
Persiunčiau kolegei.
Pārsūtīju kolēģei.
Edastan kolleegile.
أحلت رسالتك إلى زميلتي
מעביר את זה ללנה
به همکارم ارجاع دادم
सहकर्मी को फॉरवर्ड कर रहा हूँ
ขอส่งต่อให้เพื่อนร่วมงาน
Tôi chuyển tiếp cho đồng nghiệp.
Saya teruskan ke rekan kerja.
已转发给同事
已轉交同事處理
担当者に転送しました。
담당자에게 전달했습니다.
not my dept
not me, try dave
wrong person
wrong guy
You need Sarah for this.
Sarah in marketing is who you want.
I'm just the intern
i dont handle this
I no longer work there
i left in march
Kindly contact our procurement department.
I'm retired.
talk to my boss
Please speak with our CTO about this.
I've passed this to my colleague in IT.
loop in my cofounder
cc'ing my cofounder
not my call
My wife runs the business, email her
Ask Dana.
I've changed roles, Priya does this now
The person you want is Tom Reid
this should go to our finance team
Kindly direct your mail to the HR department.
I am not in charge of purchases.
I only handle payroll
That's Tom's area
not mine to decide
"""

# Somebody who is willing, and has words of stopping or removing in what they say.
MISTAKABLE = """
Don't follow up again before Monday, then gladly.
The service that we need: install, maintain, remove.
We want the crew on site by Monday, non-stop.
Please do not send me anything heavier than 10 MB.
Sorry, I did not write again in time. Can we still meet?
You are not authorised to write quotes above 10,000, right?
Nobody was contacted again. What now?
Delete this contact from the quote, Kim buys.
We stop all contact with crews that have no certificate. Do you have one?
Please don't email me here, use kim@acme.example instead.
Don't email me at this address, my new one is bo@newacme.example.
Please take us off the free plan, we want the paid one.
Nobody told you to stop, go on.
I flagged this as spam by mistake, sorry. Is the offer still open?
Please don't send any more brochures, let's schedule the visit.
Unsubscribe rates are what keeps us busy, how would you help?
We had to stop the campaign last year.
I was asked to stop by on Monday.
Does your product support the erasure of personal data about crews after 30 days?
How do you deal with the right to erasure?
We require deletion of all crew data after 30 days - is that possible?
The last message we get from the control system is "rotor stopped". Can you help?
Remove all the turbines we have in Hull from the quote.
We have to stop the emails between control room and crews, hence my interest.
Crews object to the use of cameras, do you need them?
Wie läuft die Löschung personenbezogener Daten nach DSGVO bei Ihnen?
Ihre letzte Mail an mich kam leer an, bitte nochmal.
Wir verlangen von Lieferanten die Löschung nach 30 Tagen. Geht das?
Comment gérez-vous le droit d'opposition des techniciens ?
Le dernier message que vous m'avez envoyé était vide.
¿Qué pasa con la supresión de los datos al terminar?
Basta con le attese, mandi il preventivo.
Basta una mail a me, ci penso io.
Mijn monteurs willen hun gegevens wissen, kan dat?
Proszę o usunięcie turbiny 7 z oferty i ponowne przesłanie.
Prosím o odstranění turbíny 7 z nabídky.
Prosím smazat starý termín, čtvrtek je lepší.
Прошу исключить турбину 7 из предложения.
Прошу удалить старое вложение, новое прилагаю.
Elég volt az állásidőkből, mutassák meg!
M-am săturat de opriri, sunați-mă.
Teklif gönderilmesini rica ediyorum.
騒音が迷惑です。ぜひ話を聞きたいです。
Please do not send another brochure, just call me tomorrow.
We want to stop losing money on repairs, so yes, tell me more.
Can you remove the old turbine too? We are interested.
I unsubscribed from your competitor, you are better. Send the prices.
Don't stop, this is great.
Please take me through your offer.
My wife says I should stop smoking and buy your turbine :)
We no longer work with Vestas, so let's talk.
No more excuses from our supplier - we are interested in yours.
Please remove Bob from copy and send the offer to me.
How do I cancel if we are not happy after a month? Otherwise I am in.
Can I opt out later? If so, sign me up.
We will delete our old contract. Send yours.
Stop by our office on Friday at 10!
Please stop by on Tuesday.
End of the year we stop production; before that I would like a quote.
Bitte keine weiteren Mails, rufen Sie mich einfach an unter 0171 123.
Bitte löschen Sie den Termin am Montag, Dienstag passt besser.
Nehmen Sie mich bitte in den Verteiler auf, das ist spannend.
Wir wollen mit dem alten Anbieter aufhören, bitte Angebot schicken.
Ne m'écrivez plus à cette adresse mais à bo@new.example, votre offre m'intéresse.
Supprimez l'ancienne version du devis et envoyez la nouvelle, merci.
No me envíe más catálogos, mejor llámeme mañana.
Elimíneme la duda: ¿cuánto cuesta?
Non mi scriva qui, mi chiami al 333 123.
Haal mij maandag op bij het station, dan praten we.
Proszę nie wysyłać maili, tylko zadzwonić jutro.
Sluta inte, det låter bra!
Ta bort den gamla offerten och skicka en ny.
Больше не пишите мне сюда, позвоните лучше завтра: нам интересно.
Удалите старое предложение и пришлите новое.
不要再发旧目录了，请直接给我打电话。
请不要停，我们很感兴趣。
古い見積書を削除して、新しい見積もりを送ってください。
더 이상 기다릴 수 없으니 빨리 견적 보내주세요.
Artık eski tedarikçiyle çalışmıyoruz, teklif gönderin.
Otevřeně: už mě nebaví starý dodavatel, pošlete nabídku.
Ne írjon, inkább hívjon fel holnap.
Nu-mi mai trimiteți broșuri, sunați-mă mâine.
Älkää lähettäkö esitteitä, soittakaa minulle huomenna.
Please unsubscribe my colleague ann@acme.example, she left. I'm interested though.
I don't want to miss this, do not remove me from the list.
Never mind my last mail, I never unsubscribed. Call me.
Leave me a message at 555 1234 and I will call back.
He won't leave me alone until I get him your price, so please send it.
I'm done with our agency. Take over?
We don't want to be late to this. Tell me more.
I don't want to get this wrong, so call me.
Keep me in the loop, we decide in May.
Please don't pass on this, I will sign off the budget.
Let's not lose touch, send me the rest.
We want to stop losing invoices, tell me more.
Wir wollen keine Rechnungen mehr von Hand schreiben, rufen Sie an.
No queremos perder más tiempo con facturas, cuéntame.
We willen geen tijd meer verliezen, bel ons.
Vi vil ikke vente længere, ring til mig.
Не хочу больше вводить счета вручную, интересно.
Je ne veux plus perdre de temps, appelez-moi.
Please remove the old price from the offer and send it again.
Can you take us off the waiting list and start now?
We remove turbines from the list of assets every year.
They asked us to stop the pilot, so we need a new partner. Interested.
I can't get my team off this spreadsheet, would yours help?
You can stop searching, we want you.
We stop production on Friday, so call me before that.
Please remove the second line from the quote.
Our list is attached, take what you need off it.
I can't unsubscribe from our current vendor's contract fast enough, send me yours.
Does your tool remove people from a list when they bounce?
Can prospects opt out with one click?
Our customers keep telling us to stop calling them. Can you help?
We need to stop spam, how does yours work?
Don't email the old address, use this one.
Please do not contact my assistant, contact me directly.
don't stop, keep them coming
Sorry I missed your mails, they went to spam.
this was in my spam folder, sounds good though
Remove the phone number from my signature if you quote me.
No more delays please, send the contract.
Could you delete the duplicate invite? The other one works.
Leave it with me, I'll talk to the boss.
Leave me a voicemail and I'll ring back.
I'll block Tuesday 3pm in my calendar.
Blocked off Thursday for you.
we never got your email, please send again
I didn't sign up for the webinar yet, can you send the link?
I don't want your emails to land in spam, what domain do you send from?
Go away on holiday next week but call me after.
The do not contact list is in the shared drive, tell me how you'd import it.
Please report back by Friday.
Stop by any time.
We removed our old provider from the list, you are on it now.
No more than 20 seats please. How much?
quit my job last week, try Dana
Stop me if you've heard this: our rotor hums.
Stop at the gate and ask for me.
Please take us out for lunch and we'll talk.
Could you remove me from cc and add Dana? She wants the price.
Take me off the trial plan and upgrade me.
Please remove my name from the quote, use the company's.
Delete my details from the invoice draft and put Dana's.
I need my data deleted from our old CRM, can your tool do that?
Our data is erased every night, is that a problem?
Don't write that off yet.
Don't spam filters catch these?
Never message us at night, days are fine.
Please don't chase me this week, I'll answer on Monday.
Please don't bother Dana, I decide.
Don't bother with a deck, just tell me the price.
No more questions from my side, send the contract.
No further comments, we sign.
Nothing more to add.
I didn't ask for a discount.
I never signed up to a trial, how do I start one?
We didn't request this quote yet but it looks good.
Another message got lost, was there a report?
If you email me the contract I will report back by Friday.
Do not contact us by phone, email is better.
Please quit the sales talk and send me the numbers.
Enough of the old agency. When can you start?
Can you not message me on LinkedIn instead?
Our mails go to spam. Can you help?
Report attached.
Our inbox is full of spam.
Drop me a line.
Drop us from 10 seats to 5.
Get us in the system.
Please cut us a deal.
I have asked the team to stop. We switch to you.
Please stop the old subscription and start the new one.
you can stop here, I am convinced
Please erase the whiteboard photo, the rest is fine.
Hi, unsubscribe links are missing in your mails, btw.
"""

# What is right, the subject, the text, and the sender where it matters. "away" may name the day of return, "departed" and
# "moved" the address to write to instead.
MACHINES = [
    ("away", "Auto: Rotor", "I am not in today!", "bo@acme.example"),
    ("away", "Automatic response to: Rotor", "At the beach, relaxing.", "bo@acme.example"),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "Hi, I am on vacation until 16 March.\n\nBest regards\nBo Berg\nInterested in a demo? Book one: https://acme.example",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "Re: Rotor",
        "Thank you, we have received your enquiry and will respond within 24 hours.\n\nKind regards\nAcme\nReady for a call? https://acme.example",
        "info@acme.example",
    ),
    (
        "auto_reply",
        "Re: Rotor",
        "Dear customer, your message is important to us. We'll reply as soon as we can.",
        "care@acme.example",
    ),
    (
        "away 2026-03-09",
        "Re: Rotor",
        "I'm away until Friday and back on Monday March 9.\n\nUrgent? Text me: 555-0192",
        "bo@acme.example",
    ),
    (
        "away 2026-03-13",
        "Re: Rotor",
        "I won't be reading any mail until 13 March. Kim will gladly help: kim@acme.example",
        "bo@acme.example",
    ),
    (
        "away 2026-03-31",
        "Re: Rotor",
        "Ich bin bis Ende März in Elternzeit. Meine Vertretung: kim@acme.example",
        "bo@acme.example",
    ),
    ("away 2026-03-16", "Re: Rotor", "16 Mart Pazartesi gününe kadar ofis dışında olacağım.", "bo@acme.example"),
    ("away", "Bo Berg/Acme is out of the office.", "Bo Berg is out of the office.", "bo@acme.example"),
    (
        "auto_reply",
        "Re: Rotor",
        "We have closed for today (Mon-Fri, 9-5). We have received your message and reply tomorrow.",
        "hello@acme.example",
    ),
    (
        "auto_reply",
        "Your message awaits moderator approval",
        "Your mail 'Rotor' is being held until the list moderator can review it.",
        "lists@acme.example",
    ),
    ("auto_reply", "Recall: Rotor", 'Bo Berg would like to recall the message, "Rotor".', "bo@acme.example"),
    (
        "auto_reply",
        "Re: Rotor",
        "Thank you for contacting us. Please do not reply. This mailbox is not monitored.",
        "no-reply@acme.example",
    ),
    (
        "auto_reply",
        "[JIRA] ACM-22 Rotor",
        "We received your request. If you have additional information, please reply.",
        "jira@acme.example",
    ),
    ("auto_reply", "Re: Rotor", "Beste, we hebben je bericht ontvangen en reageren binnen twee werkdagen.", "info@acme.example"),
    ("reply", "Re: Rotor", "Unter 0171 123456 bin ich ab 10 erreichbar.", "bo@acme.example"),
    ("reply", "Re: Rotor", "Durchwahl 44120, da bin ich ab 9 erreichbar", "bo@acme.example"),
    ("reply", "Re: Rotor", "Thanks for your email, I've forwarded it to our site manager.", "office@acme.example"),
    (
        "reply",
        "Re: Rotor",
        "Hi Mira, thanks for contacting us. We'd like an offer for ticket machines. Number of sites: 4821.",
        "bo@acme.example",
    ),
    ("away 2026-03-10", "Re: Rotor", "I am out of office and will be back on Tuesday 9:00.", "bo@acme.example"),
    ("away 2026-03-05", "Re: Rotor", "Out of the office today and tomorrow, returning Thursday at 8 am.", "bo@acme.example"),
    ("away 2026-03-09", "Rotor", "I'm travelling until Monday morning and read no mail.", "bo@acme.example"),
    ("away", "Ārpus biroja atrašanās automātiska atbilde: Rotor", "Paldies!", "bo@acme.example"),
    ("reply", "Re: Rotor", "I am out of office today but back on Tuesday. Tuesday 9:00 works for a call?", "bo@acme.example"),
    (
        "away 2026-03-16",
        "Automatic reply: Rotor",
        "I am currently out of the office with no access to email and will return on March 16th.",
        "bo@acme.example",
    ),
    (
        "away 2026-03-16",
        "OOO: Re: Rotor",
        "Hi! I'm on PTO through 15 March. For urgent matters please call the front desk.",
        "bo@acme.example",
    ),
    (
        "away 2026-03-16",
        "I am on vacation Re: Rotor",
        "Thanks for your email. I am enjoying some time off and will be back Monday 16 March 2026.",
        "bo@acme.example",
    ),
    (
        "away",
        "Parental leave",
        "I am on parental leave. My colleague Ines (ines@acme.example) is covering for me.",
        "bo@acme.example",
    ),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "Thank you for your email. I am out of office from 2 March and will be returning on 16 March.",
        "bo@acme.example",
    ),
    (
        "away 2026-04-01",
        "Abwesend: Rotor",
        "Ich befinde mich bis einschließlich 31.03.2026 im Urlaub. Ihre E-Mail wird nicht weitergeleitet.",
        "bo@acme.example",
    ),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "Vielen Dank für Ihre Nachricht. Ich bin ab dem 16.03.2026 wieder erreichbar.",
        "bo@acme.example",
    ),
    (
        "away",
        "Re: Rotor",
        "Aktuell befinde ich mich in Elternzeit. In dringenden Fällen wenden Sie sich bitte an info@acme.example.",
        "bo@acme.example",
    ),
    (
        "away 2026-03-16",
        "Absence du bureau Re: Rotor",
        "Bonjour, je suis en congés du 2 au 15 mars inclus. De retour le 16 mars.",
        "bo@acme.example",
    ),
    (
        "away",
        "Réponse automatique",
        "En déplacement cette semaine, je consulterai mes mails de façon irrégulière.",
        "bo@acme.example",
    ),
    ("away 2026-03-16", "Re: Rotor", "Hola, estoy de vacaciones y vuelvo el 16 de marzo. Un saludo", "bo@acme.example"),
    ("away 2026-03-16", "Fuera de la oficina", "Estaré ausente hasta el lunes 16/03/2026.", "bo@acme.example"),
    ("away 2026-03-16", "Risposta automatica: Rotor", "Sono in ferie fino al 15 marzo compreso.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "Estou de férias e regresso a 16 de março.", "bo@acme.example"),
    ("away 2026-03-16", "Afwezig: Rotor", "Ik ben met vakantie tot 16 maart. Bij spoed kunt u bellen.", "bo@acme.example"),
    ("away 2026-03-16", "Frånvaro: Rotor", "Jag är på semester till och med den 15 mars.", "bo@acme.example"),
    ("away 2026-03-16", "Autosvar: Rotor", "Jeg holder ferie og er tilbage mandag d. 16. marts.", "bo@acme.example"),
    ("away 2026-03-16", "Fraværsmelding", "Jeg er bortreist og tilbake på kontoret 16. mars.", "bo@acme.example"),
    ("away 2026-03-16", "Poissa: Rotor", "Olen vuosilomalla 15.3. asti. Palaan 16.3.2026.", "bo@acme.example"),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "W dniach 2-15 marca przebywam na urlopie. Odpowiem po powrocie 16 marca.",
        "bo@acme.example",
    ),
    ("away 2026-03-16", "Nepřítomnost: Rotor", "Do 15. 3. včetně čerpám dovolenou.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "Som na dovolenke, v práci budem opäť 16. marca.", "bo@acme.example"),
    ("away 2026-03-16", "Házon kívül: Rotor", "Szabadságon vagyok, március 16-án leszek újra elérhető.", "bo@acme.example"),
    ("away 2026-03-16", "Răspuns automat", "Sunt în concediu până pe 16 martie.", "bo@acme.example"),
    ("away 2026-03-16", "Автоответ: Rotor", "Нахожусь в отпуске до 16 марта 2026.", "bo@acme.example"),
    ("away", "Re: Rotor", "Я на больничном, по срочным вопросам обращайтесь к Ивану.", "bo@acme.example"),
    ("away 2026-03-16", "Автоматична відповідь", "Я у відпустці до 16 березня.", "bo@acme.example"),
    ("away 2026-03-16", "Отсъствие", "В отпуск съм до 16 март.", "bo@acme.example"),
    ("away 2026-03-16", "Otomatik yanıt: Rotor", "16 Mart tarihine kadar izindeyim.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "Λείπω σε άδεια έως 16 Μαρτίου.", "bo@acme.example"),
    ("away", "رد تلقائي", "أنا خارج المكتب حاليا وسأعود قريبا", "bo@acme.example"),
    ("away", "תשובה אוטומטית", "אני בחופשה ואחזור בשבוע הבא", "bo@acme.example"),
    ("away 2026-03-16", "自动回复: Rotor", "您好，我正在出差，3月16日返回公司。", "bo@acme.example"),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "【自動返信】3月15日まで休暇をいただいております。3月16日より出社いたします。",
        "bo@acme.example",
    ),
    ("away 2026-03-16", "Trả lời tự động: Rotor", "Tôi đang nghỉ phép và sẽ trở lại vào ngày 16/3/2026.", "bo@acme.example"),
    ("away 2026-03-16", "Balasan otomatis", "Saya sedang cuti sampai 16 Maret 2026.", "bo@acme.example"),
    ("away 2026-03-16", "ตอบกลับอัตโนมัติ", "ขณะนี้ลาพักร้อน จะกลับมาทำงานวันที่ 16 มีนาคม 2569", "bo@acme.example"),
    ("away 2026-03-16", "پاسخ خودکار", "تا ۲۵ اسفند ۱۴۰۴ در مرخصی هستم", "bo@acme.example"),
    ("away 2026-03-16", "自動返信", "令和8年3月16日まで休暇をいただいております。", "bo@acme.example"),
    (
        "departed sales@acme.example",
        "Automatic reply: Rotor",
        "Please note that Bo Berg has left Acme. For all enquiries contact sales@acme.example.",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Automatische Antwort: Rotor",
        "Herr Berg ist nicht mehr für unser Unternehmen tätig. Bitte wenden Sie sich an kim@acme.example.",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Réponse automatique : Rotor",
        "Monsieur Berg ne fait plus partie de l'entreprise. Merci d'écrire à kim@acme.example.",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Respuesta automática: Rotor",
        "Bo Berg ya no trabaja en Acme. Escriba a kim@acme.example.",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Risposta automatica: Rotor",
        "Bo Berg non lavora più in azienda. Scrivere a kim@acme.example",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Automatisch antwoord: Rotor",
        "Bo Berg is niet langer werkzaam bij Acme. Neem contact op met kim@acme.example",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Autosvar: Rotor",
        "Bo Berg är inte längre anställd hos oss. Kontakta kim@acme.example.",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Automatyczna odpowiedź: Rotor",
        "Bo Berg nie jest już pracownikiem Acme. Kontakt: kim@acme.example",
        "bo@acme.example",
    ),
    (
        "departed kim@acme.example",
        "Автоответ",
        "Бо Берг больше не работает в компании. Пишите на kim@acme.example",
        "bo@acme.example",
    ),
    ("departed kim@acme.example", "自动回复", "该员工已离职，请联系 kim@acme.example", "bo@acme.example"),
    (
        "departed kim@acme.example",
        "自動返信",
        "ベルグは退職いたしました。kim@acme.example までご連絡ください。",
        "bo@acme.example",
    ),
    (
        "moved bo.berg@new.example",
        "Automatic reply: Rotor",
        "My email address has changed. Please use bo.berg@new.example from now on.",
        "bo@acme.example",
    ),
    (
        "moved bo@neu.example",
        "Automatische Antwort: Rotor",
        "Meine E-Mail-Adresse hat sich geändert. Bitte schreiben Sie künftig an bo@neu.example.",
        "bo@acme.example",
    ),
    (
        "moved bo@new.example",
        "Auto reply",
        "This mailbox is being retired. Please send mail to bo@new.example instead.",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "[#88123] Rotor",
        "Thanks for contacting Acme Support! Your request (88123) has been received and is being reviewed by our support staff.",
        "support@acme.example",
    ),
    (
        "auto_reply",
        "Re: Rotor",
        "Hello, this is an automated message to let you know we received your email. We will get back to you within 24 hours.",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "Wir haben Ihre Anfrage erhalten",
        "Vielen Dank für Ihre Anfrage. Ihre Vorgangsnummer lautet 4711-22. Wir melden uns schnellstmöglich.",
        "bo@acme.example",
    ),
    ("auto_reply", "Accusé de réception", "Votre demande a bien été enregistrée sous le numéro 55123.", "bo@acme.example"),
    (
        "auto_reply",
        "Hemos recibido su solicitud",
        "Su solicitud ha sido registrada con el número 99123. Le responderemos a la mayor brevedad.",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "Case 00123456 created",
        "Your case has been created. Reference: 00123456. Please do not reply to this email.",
        "no-reply@acme.example",
    ),
    (
        "auto_reply",
        "お問い合わせありがとうございます",
        "このメールは自動送信です。お問い合わせを受け付けました。受付番号: 12345",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "Ваше обращение зарегистрировано",
        "Ваше обращение зарегистрировано под номером 12345. Мы ответим вам в ближайшее время.",
        "bo@acme.example",
    ),
    (
        "challenge",
        "Re: Rotor",
        "Your message is being held. To deliver it, please confirm you are not a robot: https://x.example/c/1",
        "bo@acme.example",
    ),
    (
        "challenge",
        "Verify your email",
        "This mailbox is protected by BlockSpam. Click here to verify that you are a human: https://x.example/v",
        "bo@acme.example",
    ),
    ("reply", "Re: Rotor", "I'm out of the office next week, but let's talk on the 16th - we are interested.", "bo@acme.example"),
    ("reply", "Re: Rotor", "I was on vacation, sorry for the delay. Yes please send pricing.", "bo@acme.example"),
    (
        "away 2026-03-09",
        "AUTO: Bo Berg is out of the office (returning 09.03.2026)",
        'I am out of the office until 09.03.2026.\n\nNote: This is an automated response to your message "Does your rotor '
        'still hum?" sent on 03.03.2026.\n\nThis is the only notification you will receive while this person is away.',
        "bo@acme.example",
    ),
    ("away", "[Automatyczna odpowiedź] Rotor", "Lorem ipsum, nasze biuro dziękuje.", "bo@acme.example"),
    ("away", "[Automatische Antwort] Rotor", "Das Werk steht am Fluss.", "bo@acme.example"),
    (
        "challenge",
        "RE: Rotor",
        "Your message was received.\n\nThis account is protected by Example Guard. Click the link to have your address added "
        "to the list:\nhttps://guard.example/v/1",
        "bo@acme.example",
    ),
    ("reply", "[Acme] Rotor", "Sounds good, call me.", "bo@acme.example"),
    ("reply", "Re: Rotor", "Our mailbox is protected by a guard dog, ha. Call me on Monday!", "bo@acme.example"),
    ("reply", "Re: Rotor", "Our ticket number for the last job was 88123 – can you repair that one too?", "bo@acme.example"),
    ("reply", "Re: Rotor", "My colleague who left the company handled this, now I do. Call me.", "bo@acme.example"),
    ("reply", "Re: Rotor", "Bin ab Montag wieder im Büro, rufen Sie mich dann an, wir haben Interesse.", "bo@acme.example"),
    ("reply", "Re: Rotor", "Bo is no longer with us but I took over, tell me more please.", "bo@acme.example"),
    ("reply", "Re: Rotor", "Je rentre de congés, pouvez-vous m’envoyer votre offre ?", "bo@acme.example"),
    (
        "auto_reply",
        "Re: Rotor",
        "Thanks for your message! We've received your request and one of our specialists will answer within two business days.",
        "bo@acme.example",
    ),
    ("auto_reply", "OPS-2231 Rotor", "Just letting you know that we got your request.", "bo@acme.example"),
    (
        "auto_reply",
        "Re: Rotor",
        "Dank voor uw bericht. Wij hebben uw aanvraag ontvangen onder nummer 48213 en reageren binnen twee werkdagen.",
        "bo@acme.example",
    ),
    (
        "auto_reply",
        "Re: Rotor",
        "Grazie per averci contattato. La sua richiesta è stata registrata con il numero 48213.",
        "bo@acme.example",
    ),
    (
        "challenge",
        "Pedido de autorização",
        "Para que sua mensagem seja entregue é preciso confirmar o envio clicando no link: https://x.example/p",
        "bo@acme.example",
    ),
    (
        "moved bo@neu.example",
        "Re: Rotor",
        "Meine Adresse hat sich geändert: bo@neu.example. Dieses Postfach wird nicht mehr gelesen.",
        "bo@acme.example",
    ),
    (
        "moved bo@new.example",
        "Re: Rotor",
        "My e-mail address has changed to bo@new.example. This inbox is no longer monitored.",
        "bo@acme.example",
    ),
    ("departed ", "Re: Rotor", "Bo retired in January. This mailbox is no longer monitored.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "Olen lomalla 2.-13.3. ja takaisin töissä maanantaina 16.3.", "bo@acme.example"),
    (
        "away 2026-03-16",
        "Re: Rotor",
        "Il nostro ufficio resterà chiuso fino al 15 marzo. Riapriremo lunedì 16.",
        "bo@acme.example",
    ),
    ("away 2026-03-16", "Re: Rotor", "We are closed this week and next and reopen on Monday the 16th.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "Estarei ausente de 2 a 13 de março, regressando a 16.", "bo@acme.example"),
    ("away 2026-03-16", "Re: Rotor", "I am on leave 2-13 March and back on Monday 16 March.", "bo@acme.example"),
    (
        "reply",
        "Re: Rotor",
        "Thanks for contacting us. Our team is not interested, we have a supplier within the group.",
        "bo@acme.example",
    ),
    ("reply", "Re: Rotor", "Got your message, I will get back to you within a week with questions.", "bo@acme.example"),
]


def idioms() -> list[Reply]:
    """Answers of people, each with what they want."""
    kinds = (("interest", WILLING), ("refusal", UNWILLING), ("stop", STOPPING), ("wrong_person", REFERRING))
    return [Reply(text[:40], text, right) for right, texts in kinds for text in texts.strip().splitlines()]


def machines() -> list[Reply]:
    """Answers of machines, and of people who sound a little like one."""
    march = "Tue, 03 Mar 2026 09:00:00 +0000"
    return [Reply(text[:40], text, right, subject, sender, date=march) for right, subject, text, sender in MACHINES]
