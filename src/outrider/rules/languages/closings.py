"""How letters end, and how they begin, in the languages of the table.

`REGARDS` stand at the beginning of a line, with a name or a place behind them at most. `THANKS` and other words that begin
sentences as well are a closing only where they are all of a line. `GREETINGS` begin the first line.
"""

from outrider.rules.languages.language import phrases

REGARDS = phrases(
    "best/kind/kindest/warm/warmest regards/wishes; with best/kind/warm/friendly regards/wishes; regards; best wishes; "
    "yours sincerely/truly/faithfully; sincerely yours?; respectfully yours?; cordially yours?; all the best; "
    "mit freundlichen/besten/herzlichen grüßen/gruessen/gruß/empfehlungen; mit freundlichem/bestem gruß/gruss; "
    "freundliche/viele/beste/liebe/schöne/herzliche grüße/gruesse; freundlicher/bester/lieber/schöner gruß; "
    "hochachtungsvoll; mfg; "
    "cordialement; bien cordialement/à; très cordialement; sincères/meilleures/cordiales salutations; salutations "
    "distinguées; sincèrement; respectueusement; "
    "un cordial saludo; un saludo; saludos; saludos cordiales; cordiales saludos; cordialmente; atentamente; le saluda "
    "atentamente; "
    "atenciosamente; com os melhores cumprimentos; melhores cumprimentos; cumprimentos; cordiais saudações; "
    "cordiali/distinti saluti; un cordiale saluto; un saluto; saluti; cordialità; "
    "met vriendelijke/hartelijke groet/groeten; vriendelijke/hartelijke groet/groeten; hoogachtend; mvg; "
    "med venlig/venlige/vennlig/vennlige/vänlig/vänliga/bästa/beste/bedste hilsen/hilsner/hilsener/hälsning/hälsningar; "
    "venlig/vennlig hilsen; vänliga/bästa hälsningar; de bedste/beste hilsner/hilsener; mvh; bedste/beste hilsner/hilsener; "
    "ystävällisin/parhain terveisin; terveisin; kunnioittaen; með kveðju; bestu kveðjur; kær kveðja; "
    "z poważaniem; z wyrazami szacunku; pozdrawiam; serdecznie pozdrawiam; łączę pozdrowienia; pozdrowienia; "
    "s pozdravem; s pozdravom; s úctou; s přátelským pozdravem; hezký/pěkný/pekný den; lep pozdrav; lijep pozdrav; "
    "s poštovanjem; с поштовањем; srdačan pozdrav; z lepimi pozdravi; "
    "üdvözlettel; tisztelettel; szívélyes üdvözlettel; üdv; cu stimă; cu respect; toate cele bune; o zi bună; "
    "с уважением; с наилучшими пожеланиями; з повагою; з найкращими побажаннями; с уважение; поздрави; со почит; "
    "με εκτίμηση; φιλικά; με φιλικούς χαιρετισμούς; saygılarımla; saygılarımızla; iyi çalışmalar; "
    "pagarbiai; su pagarba; geriausi linkėjimai; ar cieņu; lugupidamisega; parimate soovidega; heade soovidega; "
    "hormat saya/kami; salam hormat; yang benar; trân trọng; thân mến; atentament; salutacions; agur bero bat; adeitasunez; "
    "me respekt; përshëndetje; hörmətlə; lubos na gumagalang; sumasaiyo"
)
THANKS = phrases(
    "best; br; kr; rgds; cheers; warmly; thanks; thx; thank you; many thanks; thanks again; thanks/thank and/& regards; thanks "
    "in "
    "advance; thank you in advance; thank you very much; danke; vielen/besten/herzlichen dank; danke und gruß; gruß; grüße; lg; "
    "vg; merci; merci d'avance; merci beaucoup; bonne journée; bien à vous; gracias; muchas gracias; obrigado; obrigada; "
    "abraço; abraços; att; grazie; grazie mille; bedankt; dank; groet; groeten; gr; tak; takk; tack; hilsen; hälsningar; "
    "hälsning; "
    "kiitos; takk fyrir; dziękuję; z góry dziękuję; děkuji; ďakujem; hvala; köszönöm; köszönettel; mulțumesc; спасибо; заранее "
    "спасибо; дякую; благодаря; хвала; ευχαριστώ; teşekkürler; teşekkür ederim; ačiū; paldies; tänan; terima kasih; cảm ơn; "
    "شكرا; مع التحية; مع أطيب التحيات; تحياتي; וכל טוב; בברכה; תודה; תודה מראש; با احترام; با تشکر; सादर; धन्यवाद; "
    "ขอแสดงความนับถือ; ขอบคุณครับ; ขอบคุณค่ะ; 谢谢; 謝謝; 祝好; 此致; 顺祝商祺; 祝商祺; 此致敬礼; よろしくお願いいたします; "
    "よろしくお願い致します; 以上; 敬具; 감사합니다; 고맙습니다; Հարգանքով; პატივისცემით"
)
GREETINGS = phrases(
    "hi; hello; hey; dear; good morning/afternoon/evening/day; greetings; hallo; guten tag/morgen/abend; sehr geehrte; sehr "
    "geehrter; liebe; lieber; moin; servus; grüezi; bonjour; bonsoir; cher; chère; madame; monsieur; hola; buenos días; buenas "
    "tardes; buenas; estimado; estimada; estimados; olá; oi; bom dia; boa tarde; prezado; prezada; caro; cara; buongiorno; "
    "buonasera; salve; gentile; ciao; beste; goedemorgen; goedemiddag; goedendag; geachte; dag; hej; hei; god morgon/dag; "
    "goddag; "
    "kära; kjære; kære; bästa; moi; terve; hyvä; päivää; góðan daginn; sæl; sæll; dzień dobry; witam; cześć; szanowny; szanowna; "
    "szanowni; dobrý den; dobrý deň; vážený; vážená; ahoj; pozdravljeni; pozdrav; poštovani; poštovana; spoštovani; zdravo; jó "
    "napot; tisztelt; kedves; szia; bună ziua; bună; salut; stimate; stimată; здравствуйте; добрый день; доброе утро; уважаемый; "
    "уважаемая; привет; добрий день; вітаю; шановний; шановна; здравейте; уважаеми; γεια σας; καλημέρα; καλησπέρα; αγαπητέ; "
    "αγαπητή; merhaba; sayın; iyi günler; sveiki; laba diena; labdien; tere; gerbiamas; gerbiama; cienījamais; lugupeetud; halo; "
    "selamat pagi/siang/sore; yth; xin chào; kính gửi; salam; مرحبا; السلام عليكم; שלום; سلام; नमस्ते; สวัสดีครับ; สวัสดีค่ะ; "
    "您好; 你好; お世話になっております; こんにちは; 안녕하세요"
)
