"""Short plain answers in many languages: who wants more, who wants nothing, and who wants no more mail. All our own."""

from tests.reply_corpus import Reply

WILLING = """
Was würde das kosten?
Könnten Sie mir ein Angebot machen?
Wann hätten Sie Zeit für ein Gespräch?
Gerne können wir telefonieren.
Schicken Sie mir bitte Unterlagen zu.
Melden Sie sich gerne nächste Woche.
Ich wäre an einer Demo interessiert.
Quel est le prix ?
Pouvez-vous m'envoyer une brochure ?
Appelez-moi demain matin.
Je suis disponible jeudi.
Ça m'intéresse, on peut en discuter ?
Envoyez-moi vos disponibilités.
¿Qué precio tiene?
¿Podemos hablar el martes?
Envíame un presupuesto.
Mándeme más detalles por favor.
Suena bien, ¿cuándo podemos hablar?
Quanto costa il servizio?
Mi può inviare una brochure?
Possiamo sentirci giovedì?
Mi chiami domani.
Qual é o preço?
Podemos agendar uma reunião?
Me liga amanhã.
Pode enviar uma proposta?
Wat zijn de kosten?
Kunnen we volgende week bellen?
Stuur maar een offerte.
Hvad koster det?
Send mig gerne noget materiale.
Kan vi tale sammen i morgen?
Hva koster det?
Kan du sende mer informasjon?
Vad kostar det?
Kan vi ta ett samtal på torsdag?
Skicka en offert.
Paljonko se maksaa?
Voisitko lähettää tarjouksen?
Soita minulle huomenna.
Ile to kosztuje?
Proszę o przesłanie oferty.
Proszę zadzwonić jutro.
Kolik to stojí?
Můžete mi zavolat?
Pošlete mi prosím ceník.
Koľko to stojí?
Zavolajte mi zajtra.
Mennyibe kerül?
Tudna küldeni egy árajánlatot?
Hívjon fel holnap.
Cât costă?
Puteți să-mi trimiteți o ofertă?
Sunați-mă mâine.
Колко струва?
Обадете ми се утре.
Изпратете ми оферта.
Сколько это стоит?
Можем созвониться завтра?
Пришлите, пожалуйста, прайс.
Скільки це коштує?
Зателефонуйте мені завтра.
Надішліть, будь ласка, ціни.
Колико кошта?
Koliko košta?
Nazovite me sutra.
Pošaljite mi ponudu.
Koliko stane?
Pokličite me jutri.
Πόσο κοστίζει;
Μπορείτε να με καλέσετε αύριο;
Στείλτε μου μια προσφορά.
Fiyatı nedir?
Beni yarın arayın.
Teklif gönderebilir misiniz?
Kiek tai kainuoja?
Paskambinkite man rytoj.
Cik tas maksā?
Piezvaniet man rīt.
Kui palju see maksab?
Helistage mulle homme.
كم السعر؟
اتصل بي غدا
أرسل لي عرض سعر
כמה זה עולה?
תתקשר אליי מחר
שלחו לי הצעת מחיר
قیمتش چقدر است؟
با من تماس بگیرید
इसकी कीमत क्या है?
मुझे कल कॉल करें
ราคาเท่าไหร่คะ
โทรหาฉันพรุ่งนี้ได้ไหม
Giá bao nhiêu?
Gọi cho tôi ngày mai.
Berapa harganya?
Hubungi saya besok.
Berapa harga?
多少钱？
请发一份报价。
明天可以打电话给我吗？
價格是多少？
いくらですか？
料金を教えてください。
明日お電話ください。
가격이 얼마인가요?
내일 전화 주세요.
견적서 보내주세요.
Hvað kostar þetta?
Quant costa?
Sa kushton?
Колку чини?
Qiyməti neçəyədir?
Can we talk on Monday?
What does it cost?
How does that work?
Could you send over some information?
Let me know when you are free.
Do you work with companies in Spain?
Yes please.
Sure, go ahead.
I'd be happy to learn more.
This might be relevant, can you share a case study?
Please get in touch with me next week.
Interested, but call after 5pm.
We are looking for a solution like this.
I have time on Wednesday.
Let's meet for coffee.
What are your terms?
Yes I am
Ok let's talk
How about next Tuesday?
I could do Thursday afternoon.
Send me a calendar invite.
What's your availability?
Can you show me a demo?
Is there a trial?
I'd like to hear more about it.
Give me a ring on Monday.
Please reach out to me next week.
Can you call my mobile?
Do you have a website?
Who are your customers?
Happy to connect.
Good timing!
This is interesting.
Yep, let's do it
Tell me how it works.
Let's schedule something.
Wir sollten uns unterhalten.
Das hört sich spannend an.
Schicken Sie mir einen Link.
Wie funktioniert das genau?
Können Sie uns das vorführen?
Kommen Sie doch vorbei.
Passt mir gut, Dienstag 14 Uhr?
Ja, bitte um Kontaktaufnahme.
Rufen Sie durch.
Ich freue mich auf Ihren Anruf.
Oui, je veux bien en savoir davantage.
On peut se voir mardi ?
Comment ça marche ?
Vous pouvez m'appeler au 06 00 00 00 00.
Avez-vous des références ?
C'est intéressant.
Proposez une date.
Me gustaría saber más.
¿Cómo funciona?
Quedamos el jueves.
Puede llamarme al móvil.
Podríamos vernos.
Es interesante.
Quisiera una cotización.
Sí, envíame la información.
Come funziona?
Sono disponibile martedì.
Vorrei saperne di più.
Fissiamo una call.
È interessante.
Mi può richiamare?
Como funciona?
Gostaria de saber mais.
Vamos conversar.
Estou disponível na terça.
Hoe werkt dit?
Ik wil graag meer weten.
Laten we bellen.
Dinsdag kan ik.
Hvordan virker det?
Vi vil gerne vide mere.
Lad os mødes.
Hvordan fungerer det?
La oss ta en prat.
Jeg vil gjerne høre mer.
Hur fungerar det?
Jag vill veta mer.
Låt oss boka något.
Miten se toimii?
Haluaisin kuulla lisää.
Sovitaan palaveri.
Jak to działa?
Chciałbym dowiedzieć się więcej.
Umówmy się na rozmowę.
Jak to funguje?
Rád bych se dozvěděl více.
Domluvme si schůzku.
Hogyan működik?
Szeretnék többet megtudni.
Beszéljünk!
Cum funcționează?
Aș vrea să aflu mai multe.
Hai să vorbim.
Как это работает?
Хотелось бы узнать подробнее.
Давайте встретимся.
Готов обсудить.
Як це працює?
Хотів би дізнатися більше.
Давайте зустрінемось.
Как работи това?
Искам да науча повече.
Kako to funkcionira?
Željela bih saznati više.
Πώς λειτουργεί;
Θα ήθελα να μάθω περισσότερα.
Nasıl çalışıyor?
Daha fazla bilgi almak isterim.
Görüşelim.
كيف يعمل؟
أود معرفة المزيد
איך זה עובד?
אשמח לפרטים נוספים
这个怎么用？
想了解更多。
可以安排会议吗？
我想了解一下
どのような仕組みですか？
もう少し詳しく知りたいです。
ぜひお会いしたいです。
어떻게 작동하나요?
더 알고 싶습니다.
미팅 가능합니다.
Bagaimana cara kerjanya?
Saya ingin tahu lebih lanjut.
Nó hoạt động thế nào?
Tôi muốn tìm hiểu thêm.
Not now but call me in April.
We already have a tool but are unhappy with it. Tell me more.
Wir haben bereits einen Anbieter, sind aber unzufrieden. Rufen Sie mich an.
Nous avons déjà un prestataire mais nous cherchons autre chose, envoyez-moi vos tarifs.
Ya trabajamos con otro proveedor pero me interesa comparar, envíame precios.
Lavoriamo già con un fornitore ma vorrei un preventivo.
我们已经有供应商了，不过可以发报价看看。
既に導入済みですが、比較したいので資料をください。
Ok, how do we proceed?
Would it be possible to get a demo?
Grundsätzlich besteht Interesse, wie gehen wir vor?
Plan maar een afspraak in.
Kan vi få en demo?
デモを見せていただけますか？
Demo gösterebilir misiniz?
We could give it a try.
Können wir das mal ausprobieren?
On pourrait essayer.
Nos gustaría probarlo.
Vorremmo testare il servizio.
Давайте попробуем.
sure, send it over
sure
ok sure
yep
yes pls
yeah go for it
go ahead
sounds good
sounds gr8
im in
I'm game
down for a chat
lets talk
let's hop on a call
call me 555-0101
how much
how much?
price?
whats the cost
cost pls
send details
send deck
pls send me the deck
Kindly share your proposal.
Kindly revert with pricing.
Please share your company profile and rate card.
Do share the brochure on WhatsApp.
Good day, we would like to know more about this your product.
How far, how much una dey charge?
I'd be happy to have a chat next week.
Could you drop me a line on Thursday?
Rather intrigued, do tell me more.
I'd be keen to hear more.
tell me more
more info pls
when can we talk
free tmrw at 3?
tues 2pm?
thursday works
next week works
can u do friday
Book me in.
calendly?
what's your number
link?
got a demo?
do you integrate with hubspot
does this work for small teams?
maybe, what's the price?
curious
intrigued
interested
intersted, send more
ok you got me. what is it
Yes, interested. My number is 555 0188.
not opposed. send times
we're shopping for this right now actually
perfect timing, our contract ends in june
Yeah I'd be up for that
Sure thing, what works for you?
k send it
Pls send quotation for 20 units
Kindly send your company profile to enable us review.
Let us discuss, my whatsapp is +234 555 0100
Please call me on my cell.
yes. cost?
Ok, I'm listening
What's the minimum order?
could be useful, got a one pager?
hit me with the details
let's set something up
mon or tue next wk?
10am thurs?
would love to see it in action
We might have a need for this in our Leeds office.
That'd be lovely, thank you.
go on then
I could use some help with that
Been thinking about this. Talk Thursday?
"""

UNWILLING = """
Not for us, thanks.
We're good, thank you.
No need at the moment.
Thanks but we're covered.
Not interested, sorry.
I'll pass.
We've no budget for this.
Danke, wir sind bereits versorgt.
Leider kein Bedarf.
Das ist für uns nicht relevant.
Merci mais nous avons déjà un prestataire.
Nous n'avons pas ce besoin.
Gracias pero ya tenemos proveedor.
No estamos interesados.
No, gracias.
Grazie, ma non ci interessa.
Abbiamo già un fornitore.
Obrigado, mas não temos interesse.
Já temos fornecedor.
Bedankt, maar we hebben hier geen behoefte aan.
We hebben al een leverancier.
Nej tak, ikke interesseret.
Vi har allerede en leverandør.
Nei takk.
Nej tack, inte intresserade.
Vi har redan en leverantör.
Ei kiitos, emme tarvitse.
Meillä on jo toimittaja.
Nie, dziękuję.
Mamy już dostawcę.
Děkuji, nemám zájem.
Máme již dodavatele.
Ďakujem, nemám záujem.
Köszönöm, nem érdekel.
Nu sunt interesat, mulțumesc.
Не се интересувам.
Спасибо, не интересует.
У нас уже есть поставщик.
Не цікавить, дякую.
Hvala, ne zanima me.
Не занима ме.
Ne zanima me, hvala.
Δεν ενδιαφέρομαι, ευχαριστώ.
İlgilenmiyorum, teşekkürler.
Nedomina, ačiū.
Neinteresē, paldies.
Ei huvita, aitäh.
لا شكرا
لست مهتما
לא תודה
לא מעוניין
علاقه‌ای ندارم
रुचि नहीं है
ไม่สนใจค่ะ
Không quan tâm, cảm ơn.
Tidak tertarik, terima kasih.
不感兴趣，谢谢。
不需要
不需要，謝謝
結構です。
興味がありません。
관심 없습니다.
필요 없습니다.
Nei takk, ekki áhuga.
No gràcies.
We're going to pass.
This isn't a fit for us.
Not a good time for us.
We don't need this.
Doesn't apply to us.
We are happy with what we have.
We just signed with someone else.
No interest.
We decided to go another way.
Sorry, no.
Wir haben uns anders entschieden.
Passt leider nicht.
Wir machen das intern.
Danke, nein.
Kein Bedarf, danke.
Aktuell kein Thema für uns.
Nous avons ce qu'il nous faut.
Ce n'est pas pour nous.
Pas d'intérêt de notre côté.
Non, pas pour l'instant.
No nos encaja.
De momento no, gracias.
Ya estamos servidos.
No es para nosotros.
Non fa per noi.
Al momento no, grazie.
Siamo già a posto.
Não se aplica.
No momento não.
Já estamos atendidos.
Niet voor ons.
We zijn al voorzien.
Op dit moment niet.
Det er ikke noget for os.
Vi har ikke behov.
Ikke nå, takk.
Det passer ikke for oss.
Inget för oss.
Vi har inget behov.
Ei ole ajankohtainen.
Ei sovi meille.
Nie potrzebujemy.
To nie dla nas.
Obecnie nie.
Nepotřebujeme to.
To není pro nás.
Nepotrebujeme.
Nincs rá szükségünk.
Most nem aktuális.
Nu avem nevoie.
Nu este pentru noi.
Нямаме нужда.
Нам не нужно.
Не актуально.
Нам не потрібно.
Не на часі.
Nije nam potrebno.
Ne trebamo.
Δεν χρειαζόμαστε.
Όχι ευχαριστώ.
İhtiyacımız yok.
Şu an düşünmüyoruz.
Mums nereikia.
Mums nav vajadzīgs.
Meil pole vaja.
لا نحتاج
אין לנו צורך
לא רלוונטי
نیازی نداریم
हमें ज़रूरत नहीं
我们已经有供应商了
暂时没有需求
目前沒有需求
間に合っております。
必要ありません。
필요하지 않습니다.
이미 사용 중인 업체가 있습니다.
Kami tidak butuh.
Chúng tôi không cần.
We handle that internally.
Nous travaillons déjà avec un prestataire, merci.
Trabajamos con otro proveedor y estamos contentos.
Vi har ikke noget behov lige nu.
Nie mamy takiej potrzeby.
No lo necesitamos.
Thanks, no.
lol no
hard pass
we're all set
nah
naw
nope.
no ty
no tks
nty
nah we're good
im good
we good thx
not intrested
not interested
not int.
uninterested
no interest
i'm not interested in this
already have a vendor
we have a guy for that
got someone already
we do this in house
Not something we'd look at.
Not really our thing I'm afraid
Afraid not.
I'm afraid this isn't for us.
Thanks but this isn't one for us.
Much appreciated but we shan't be taking this further.
I think we'll leave it, thanks.
We'll give it a miss.
We're sorted, cheers
Very kind of you but no.
Regrettably we are not in a position to proceed.
We regret to inform you that we do not require your services at this time.
No requirement as of now.
Sir, at the moment we don't have the need.
We are not in need of this service now o.
This is not applicable to us.
doesn't make sense for us
not a fit
bad fit
poor timing
not rn
not now
not at this time
no budget
we can't afford it
Budget is frozen.
waste of time
i'd rather eat glass
yeah no
yeah, that's a no
Thanks, no thanks.
gonna pass
pass, thanks
I'll have to decline.
Respectfully decline
we just renewed with someone else
We signed with another vendor last month.
Too small for this, we're just 2 people.
we don't use cold email
don't need it
dont need this
no need
can't see a use for it
It's not something that's on our radar.
We'd rather not.
nope, all good here
we're happy as we are
We do all of this ourselves
Sorry, we're a competitor.
Not for the time being.
No interest, thx.
We're too early for this.
I don't think so
dont think this is for us
Don't see the value.
Good luck, but no.
ill pass
Sadly not one for me.
We closed the business.
Our management has declined your proposal.
We have existing arrangement with another company.
lol why would i need that
no thank u
yeah nah
Our board said no.
we build that ourselves
Already sorted, ta.
can't justify the spend
"""

STOPPING = """
Stop emailing me.
Take me off this list.
Please remove my email address.
Don't contact me again.
UNSUBSCRIBE
Remove me
Please stop
Bitte löschen Sie meine Daten.
Bitte schreiben Sie mir nicht mehr.
Abmelden
Senden Sie mir keine E-Mails mehr.
Bitte senden Sie keine weiteren Nachrichten.
Nehmen Sie mich aus dem Verteiler.
Ne m'écrivez plus.
Désabonnez-moi.
Supprimez mon adresse de votre liste.
Arrêtez de m'envoyer des mails.
Merci de ne plus m'envoyer d'emails.
No me escriban más.
Elimínenme de su lista.
Dejen de enviarme correos.
Bórreme de la lista.
Non scrivetemi più.
Rimuovetemi dalla lista.
Smettete di scrivermi.
Não me envie mais e-mails.
Remova meu contato.
Parem de me enviar emails.
Stuur me geen mails meer.
Uitschrijven
Verwijder mij uit uw lijst.
Stop med at skrive til mig.
Slet mig fra listen.
Ikke send meg flere e-poster.
Fjern meg fra listen.
Sluta mejla mig.
Avregistrera mig.
Älkää lähettäkö enää viestejä.
Poista minut listalta.
Proszę nie wysyłać więcej maili.
Proszę mnie wypisać.
Už mi nepište.
Vyřaďte mě ze seznamu.
Už mi nepíšte.
Ne írjon többet.
Töröljenek a listáról.
Nu-mi mai trimiteți emailuri.
Ștergeți-mă din listă.
Не ми пишете повече.
Отпишете ме.
Не пишите мне больше.
Удалите меня из рассылки.
Отпишите меня.
Прекратите присылать мне письма.
Не пишіть мені більше.
Видаліть мене з розсилки.
Ne pišite mi više.
Уклоните ме са листе.
Uklonite me s liste.
Ne pišite mi več.
Μην μου ξαναστείλετε email.
Διαγράψτε με από τη λίστα.
Bana bir daha yazmayın.
Listeden çıkarın beni.
Neberašykite man.
Vairs man nerakstiet.
Ärge mulle enam kirjutage.
لا تراسلني مرة أخرى
أزلني من القائمة
תסיר אותי מהרשימה
אל תשלחו לי יותר מיילים
دیگر به من ایمیل نزنید
मुझे ईमेल मत भेजो
อย่าส่งอีเมลมาอีก
Đừng gửi email cho tôi nữa.
Jangan kirim email lagi.
不要再发邮件给我
请把我从名单中删除
請不要再寄信給我
メールを送らないでください。
配信を停止してください。
더 이상 메일 보내지 마세요.
수신 거부합니다.
Keep me off your list.
I don't want to receive these emails.
I do not wish to be contacted.
No more emails please.
Quit emailing me.
Please cease all communication.
Delete my details from your database.
I never want to hear from you again.
Unsubscribe me please
Stop spamming me.
Stop sending me this.
Remove us from your mailing list.
How do I unsubscribe?
Ich möchte keine Werbung mehr erhalten.
Ich will nicht mehr kontaktiert werden.
Bitte aus dem Verteiler nehmen.
Löschen Sie meine Adresse.
Unterlassen Sie das.
Je ne souhaite plus recevoir vos mails.
Je ne veux plus être contacté.
Retirez-moi de vos contacts.
Stop svp
No quiero recibir más correos.
No deseo que me contacten.
Darme de baja
Quítenme de la lista.
Non voglio più ricevere email.
Non desidero essere contattato.
Cancellate il mio indirizzo.
Não quero receber mais emails.
Não desejo ser contactado.
Retire meu email da lista.
Ik wil geen mails meer ontvangen.
Graag uitschrijven.
Niet meer mailen aub.
Jeg ønsker ikke flere mails.
Afmeld mig.
Jeg vil ikke ha flere e-poster.
Meld meg av.
Jag vill inte ha fler mejl.
Avsluta utskicken till mig.
En halua enää viestejä.
Poistakaa tietoni.
Nie chcę otrzymywać wiadomości.
Usuńcie mój adres.
Nechci dostávat další e-maily.
Smažte mou adresu.
Nechcem dostávať maily.
Nem kérek több levelet.
Nu mai vreau emailuri.
Не желая да получавам имейли.
Не хочу получать письма.
Больше не присылайте.
Не хочу отримувати листи.
Ne želim primati mailove.
Ne želim več prejemati sporočil.
Δεν θέλω να λαμβάνω email.
E-posta almak istemiyorum.
Nenoriu gauti laiškų.
Nevēlos saņemt e-pastus.
Ma ei soovi kirju saada.
لا أريد استلام رسائل
אני לא רוצה לקבל מיילים
نمی‌خواهم ایمیل دریافت کنم
मैं ईमेल नहीं चाहता
ไม่ต้องการรับอีเมล
Tôi không muốn nhận email.
Saya tidak mau menerima email.
我不想收到邮件
不要再聯絡我
今後メールは不要です。
메일 받고 싶지 않습니다.
No quiero más publicidad.
Tire meu e-mail dessa lista.
Jeg vil ikke have mere fra jer.
Отмените рассылку на мой адрес.
Ik wil geen mails meer van jullie.
Ich bitte um Löschung aus Ihrem Verteiler.
Je demande mon désabonnement.
Chiedo la cancellazione dei miei dati.
pls take me off ur list
take my name off of this
UNSUBSCRIBE!!!!
unsubscribe plz
unsubcribe
remove
remove me pls
plz remove
STOP EMAILING ME
stop it
stop already
quit it
dont email me again
do not ever contact this office again
do not contact
no more
no more pls
no more emails pls thx
leave me alone
get me off this list
how did you get my email? delete it.
please ensure I'm not emailed again
I'd be grateful if you would take me off your mailing list.
Would you mind removing me from your list? Many thanks
Could you please remove me from future correspondence.
Kindly expunge my email from your database.
Kindly desist from sending me mails.
Abeg stop sending me this kind of mail.
Please do the needful and remove my mail id from your list.
Dear Sir, kindly delete my mail id from your records.
You do not have permission to contact me. Cease immediately.
We hereby request that you cease all communications with our employees.
Under Article 21 GDPR I object to your processing my data for direct marketing.
Please confirm in writing that my details have been erased.
I never opted in to this. Take me off.
who gave you my email?? remove me
This is the third email. Stop.
third time asking. please stop emailing
Not interested, take me off the list
not interested. please remove me
No thanks, please don't contact me again
lol no. unsubscribe
wow another one. please just stop
you people never quit do you. remove me now
f off
go away
bugger off
Lose this address.
opt-out pls
I want out of this list
wants to be removed from this sequence
Please cease and desist.
I don't want your emails
i dont want to hear from u
never contact me
Please stop these automated emails.
stop the automated follow ups
no more follow ups please
We have asked repeatedly to be removed from your mailing list.
Our company policy prohibits unsolicited email. Please remove all our addresses.
add me to your do not contact list
don't bother emailing again
Please don't write to me any longer.
Not interested. Don't follow up.
no. and don't follow up
you can stop following up
Please consider this my opt out request
Scrub me from your CRM
kill this sequence pls
Please have my address taken off your system.
Can you take us off the list please?
get off my inbox
Not interested, stop mailing.
nooo stop
Unsub
Do me a favour and take me off your mailing list.
I'd like to be taken off please
My answer is no, so please don't chase me.
We don't accept solicitation. Remove us.
kindly stop disturbing me
Please do not mail me further.
I am not interested, kindly do not mail again.
You are in breach of PECR. Do not contact us again.
I do not consent to being contacted.
Strike me from your records, please.
enough already
enough with the emails
no more mails from you please
Unsubscribe me. Sent from my iPhone
can you not email me
i asked you to stop
are you deaf? remove me
Please refrain from any further contact.
pls delete my contact
my email should not be in your database, delete it
i said no. stop asking
Why do you still write? I asked to be removed.
Take my name off.
lol unsubscribe
off the list pls
"""


def plain_wishes() -> list[Reply]:
    """All of them, with what each wants."""
    kinds = (("interest", WILLING), ("refusal", UNWILLING), ("stop", STOPPING))
    return [Reply(text[:40], text, right) for right, texts in kinds for text in texts.strip().splitlines()]
