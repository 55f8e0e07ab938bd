"""Notices in Romance languages."""

from outrider.rules.languages.notices.notice import Notices

ALL: tuple[Notices, ...] = (
    Notices(
        code="fr",
        kept=(
            "férié; ferie; congé*; vacances; maladie; malade; déplacement; voyage; séminaire; temps partiel; maternité; "
            "paternité; absent*; fermé*; fermeture; rtt; télétravail; indisponible; étranger; hospitalis*; télétravail*; "
            "déménag*; naissance; noël; pâques; pentecôte; grève; inventaire; raisons personnelles/médicales/familiales; jour "
            "férié; pont; intermittence; hospitalisation; convalescence; rouvr*; réouverture; repos; mission; fêtes; mariage; "
            "week-end; disponibilité; enfant malade; pistes; plage; alité; alitée; grippe; fièvre; opération; opéré; opérée; "
            "déménager; noces; accouche*; pêche; randonnée; cloué; clouée; croisière; au lit; sous la couette; grippe oblige; "
            "enrhumé; enrhumée; vadrouille; voilier; camping; camping-car; chalet; garde d enfant; congé paternité; congé "
            "maternité; pouponne; dentiste; covid; migraine; hospitalisé; hospitalisée; ferry; à la mer; au ski; en "
            "formation; au salon; en arrêt; en bateau; à la montagne; en plein déménagement; arrêt; formation; salon; ski; "
            "congrès; foire; congé mat; congés; injoignable; cure thermale; lune de miel; accident; assemblée générale; "
            "réunion annuelle"
        ),
        answer=(
            "répondrai/répondrons/répondra; traiterai/traiterons; reviendrai/reviendrons vers; recontacterai; reviens "
            "le/lundi; prendrai/prendrons connaissance; réponse … dès/à; sera traité*; seront traités; je reviens; vous "
            "répondrai; réponds; consulte mes/les; rouvr*; de retour; lirai; reprise; réponds dès; répondrai dès; dès que ça "
            "va; dès que je; dès mon retour; quand ça ira; je reviens vers vous dès/à"
        ),
        thanks=(
            "merci de/pour votre/ton/votre; merci d avoir; merci pour votre; merci de m; remercie de/pour; "
            "cher/chère/chers expéditeur*/client*/partenaire*/correspondant*; madame monsieur"
        ),
        urgent=(
            "pour toute urgence; pour toutes urgences; en cas d urgence; en cas de nécessité; pour les urgences; si urgent; "
            "en cas urgent; pour toute demande/question urgente; si votre demande/message est urgent*; si c est urgent; "
            "demande urgente; besoin urgent; pour tout sujet urgent"
        ),
        unread=(
            "pas … lire/consulter/répondre/traiter/accès/joignable/mesure; accès limité/restreint/réduit; qu un accès; accès "
            "… restreint/limité; ne consulte/lis/lirai/consulterai pas/plus; messages/mails/courriels … pas; réponse … "
            "tarder/délai/retard; ne seront/sera pas lus/lu/transférés/traités; avec retard; peu disponible; ne "
            "pourrai/pourrons … traiter/répondre; avant le; par intermittence; intermittence; merci de votre patience; plus "
            "lent*; ne lis/lirai/lirais/regarde/regarderai/consulte/consulterai/ouvre/ouvrirai … "
            "rien/pas/mails/messages/boîte; sans réseau/connexion/ordinateur/ordi; pas de réseau/connexion; déconnecté; "
            "déconnectée; rien avant; sans ordi; sans ordinateur; sans portable; sans téléphone; ordi … maison; laissé mon "
            "ordi/ordinateur/portable; le soir seulement; seulement le soir; uniquement le soir; mails le soir; une fois par "
            "jour; lis mes mails; de temps en temps; injoignable jusqu; pas joignable; non joignable"
        ),
        later=(
            "à mon/notre retour; dès mon/notre retour; dès la réouverture/rentrée; à compter/partir de mon; après mon retour; "
            "à la rentrée; lors de mon retour; au retour; reprends/reprendrai … à/le/mes; de retour; à ma reprise; dès que j "
            "irai/je"
        ),
        deputy=(
            "en mon absence; pendant/durant mon/notre/cette absence/congé*/fermeture; mon/ma/mes collègue*; me remplace; "
            "assure l intérim; merci de/d contacter/joindre/écrire/adresser/appeler; vous pouvez contacter/joindre/appeler; "
            "est/sera fermé*; nous répondrons; traiterai votre; remplaçant*; prend le relais; assure mon; se tient à; "
            "répondra à vos; vous aidera; contact; joindre; peut vous renseigner/aider/répondre/assister; pourra vous "
            "renseigner/aider/répondre; prend/prendra le relais; prend/prendra la suite; garde la maison; tient la barre; "
            "gère en/pendant"
        ),
        left=(
            "ne travaille/travaillons plus; ne fait/fais plus partie; plus partie; plus … "
            "effectifs/entreprise/société/équipe/salarié*/employé*; n est/suis plus; a/ai quitté; quitté mes/ses/notre/l/la; "
            "à la retraite; en retraite; cessé ses/mes/de; départ de; mes fonctions; pris sa/ma retraite; retraite; "
            "retraité*; démissionné; parti*; parti à; plus salarié*; décédé*; licencié*; réorienté*; nouvelles fonctions; "
            "nouveaux horizons; contrat … terminé; stage … terminé; plus dans nos; plus dans l; autres horizons; parti vers; "
            "cessé mon; cessé son; activité chez; ne fais/fait plus partie; changé de travail/poste/employeur/société; n est "
            "plus chez; n est plus parmi; ne travaille plus; parti à la retraite; partie à la retraite; plus dans l "
            "entreprise/la société; nouvelles aventures; n est plus salarié/salariée; plus salarié; dernier jour de "
            "travail/chez/dans; a quitté notre/la société/entreprise; dernier jour"
        ),
        changed=(
            "adresse … changé/nouvelle/modifiée; nouvelle adresse; changé d adresse/de; désormais; dorénavant; "
            "à partir de maintenant; à compter de ce; changement d adresse; nouveau mail/courriel; mettre à jour"
        ),
        filed=(
            "enregistrée/enregistré; sous le numéro; référence; numéro de dossier/demande/ticket; dossier; "
            "accusons/accuse réception; conseiller; pris en charge/compte; prise en charge/compte; ticket; "
            "dans les meilleurs/plus; transmis au; numéro"
        ),
        closed=(
            "agence/bureau/bureaux/cabinet/magasin/boutique/établissement/société/entreprise … fermée/fermé/fermés/ferme; "
            "nous sommes … fermés"
        ),
        gate=(
            "expéditeur* … inconnu/inconnus/connus/reconnu/autorisé*/vérifié*; "
            "votre message … retenu/bloqué/attente/remis/délivré/quarantaine; en quarantaine; en attente; "
            "soit remis/délivré/distribué; destinataire; antispam; anti spam; liste blanche"
        ),
        proof="confirm*; cliqu*; vérifi*; authentifi*; robot; humain; captcha; identifi*; valider; validez",
    ),
    Notices(
        code="es",
        kept=(
            "festivo; feriado; vacaciones; enferm*; viaje; formación; curso; feria; congreso; ausente; cerrad*; días libres; "
            "maternidad; paternidad; licencia; media jornada; fuera de; incapacidad; asuntos propios; capacitación; "
            "teletrabajo; nacimiento; esquí; navidad; semana santa; huelga; inventario; extranjero; motivos de "
            "salud/personales; conexión; reabr*; reapertura; descanso; sol; boda; fin de semana; excedencia; viaje de novios; "
            "luna de miel; esquiando; esquiar; gripe; fiebre; operación; operan; operado; operada; en cama; crucero; camino "
            "de santiago; con fiebre; enfermo; enferma; resfriado; resfriada; camping; cabaña; niño enfermo; niños enfermos; "
            "hijo enfermo; dentista; covid; migraña; tengo/tenemos libre; la tengo libre; de baja; de permiso; en la playa; "
            "en la montaña; de mudanza; en el hospital; de puente; permiso; baja; puente; mudanza; fiestas "
            "locales/patronales; oficina cierra; luto; recuperando; recuperándome; accidente; reunión/asamblea anual"
        ),
        answer=(
            "responderé/responderemos; contestaré/contestaremos; le responderé; atenderé/atenderemos; respuesta … a partir; "
            "me pondré; daré respuesta; revisaré/leeré su; responderé; sus mensajes por; abriremos; reabrir*; regreso; nos "
            "vemos; contesto; contestaré en cuanto; responderé en cuanto; contesto en cuanto; en cuanto pueda; en cuanto me; "
            "cuando mejore/vuelva/regrese; volvemos el; volvemos a abrir"
        ),
        thanks=(
            "gracias por su/tu/contactar*/escribir*/ponerse/el; "
            "estimado/estimada/estimados remitente/cliente/clientes/proveedor*; apreciado cliente"
        ),
        urgent=(
            "si es urgente; en caso de urgencia/emergencia; para urgencias/emergencias; en caso urgente; para/en "
            "asuntos/temas/casos urgentes; si es un/algo urgente; si se trata; si su/tu/el … urgente; si "
            "necesita/precisa/requiere … inmediata/urgente; cualquier urgencia; urgencias; corra prisa; corre prisa; que no "
            "pueda esperar; no puede esperar"
        ),
        unread=(
            "no … leer/leo/leeré/revisar*/revisaré/consultar*/responder/contestar/acceso/atender/disponible; acceso limitado; "
            "sin acceso; con acceso; no podré; responder/respuesta … tarde/demora/retraso; correo* … no; disponibilidad "
            "limitada; no puedo atenderle/responder/contestar; acceso intermitente; intermitente; con retraso; sin conexión; "
            "gracias por su paciencia; más lent*; tardaré más; más de lo habitual; no "
            "miro/miraré/abro/abriré/leo/leeré/consulto/consultaré … correo/correos/mail/mails/nada; sin "
            "cobertura/conexión/internet/portátil/ordenador; no tengo cobertura/conexión/internet; desconectado; "
            "desconectada; tardaré; solo por la noche; sólo por la noche; una vez al día; de vez en cuando"
        ),
        later=(
            "a mi/nuestro/la regreso/vuelta/retorno; cuando regrese/vuelva/esté; al volver/regresar; en cuanto "
            "vuelva/regrese; tras mi/las; después de mis/mi; a partir de mi; una vez que regrese; me pongo con; cuando me "
            "recupere/mejore; en cuanto vuelva/pueda/me; retomo; retomaré"
        ),
        deputy=(
            "en mi ausencia; durante mi/nuestra/esta ausencia; mi/mis compañer*/colega*; contacte/contactar a/con; "
            "puede/pueden contactar/dirigirse/escribir/llamar; póngase en contacto; escriba a; diríjase a; "
            "estará/estarán/permanecerán/permanecerá cerrad*; me sustituye/cubre; estamos cerrados; mi compañera; mi "
            "compañero; le ayudará; le atenderá; me sustituye; cubre mis; reemplaza; rogamos escriban/contacten; contacte; mi "
            "sustituto/sustituta; le puede ayudar/atender; os/le/les/te ayuda/ayudará/atiende/atenderá; se queda/queda al "
            "cargo/frente; al mando; toma el relevo; kim/colega/compañero/compañera se encarga; se encarga mientras"
        ),
        left=(
            "ya no … trabaja/trabajo/forma/formo/pertenece/pertenezco/empleado/empleada/está/estoy/labora/laboro; "
            "dejado/dejó/dejé de trabajar/laborar; he/ha dejado; ha/he abandonado; se ha jubilado; jubilado/jubilada; "
            "desvinculado/desvinculada; causado baja; mi último día; finalizado; ha/he finalizado/terminado; salido de la; no "
            "forma parte; causó baja; no formo/forma parte; sustituto/sustituta; jubiló; renunció; retiró de; concluyó; "
            "fallecid*; falleció; despedid*; contrato … terminó/finalizado; nuevos retos; ya no integra/formo; no integra; no "
            "me encuentro; ya no me; laborando; no trabajo en; no trabaja en; desde enero no; he cambiado de trabajo/empresa; "
            "cambiado de trabajo/empresa/empleo; ya no está/trabaja/forma; ya no trabajo/estoy/formo; dejado/dejó/deja la "
            "empresa; me jubilé; se jubiló; dirección dejará; ya me he jubilado; me he jubilado; emprender nuevos; último día "
            "de trabajo/en"
        ),
        changed=(
            "nuevo correo/email/e-mail/mail; nueva dirección; cambiado de/mi/nuestra/nuestro correo/email/dirección/dominio; "
            "cambio de correo/dirección; correo/dirección … cambiado/cambió; a partir de ahora; de ahora en adelante; "
            "en adelante; actualice/actualicen"
        ),
        filed=(
            "registrado/registrada; con el número; número de caso/ticket/solicitud/referencia; n caso; caso; "
            "recibido/recibida; hemos recibido; acuse de recibo; agente*; a la brevedad; ticket; en breve; lo antes posible; "
            "en manos de"
        ),
        closed=(
            "oficina/oficinas/tienda/agencia/despacho/empresa/sucursal … cerrada/cerrado/cerradas; estamos … cerrados; "
            "oficina/empresa/tienda cierra/cerrará por/del"
        ),
        gate=(
            "remitente* … desconocido*/conocido*/autorizado*/verificado*; "
            "su mensaje … retenido/cuarentena/entregado/espera/bloqueado; mensaje sea entregado; en cuarentena; antispam; "
            "lista blanca; entregar su"
        ),
        proof=(
            "confirm*; verific*; clic; haga clic; pulse; pulsa; pulsar; pinche; pincha; robot; humano; captcha; autent*; identif*"
        ),
    ),
    Notices(
        code="pt",
        kept=(
            "feriado; férias; licença; atestado; formação; curso; feira; congresso; ausente; fechad*; encerrad*; folga; "
            "maternidade; paternidade; baixa; recesso; fora do/da; meio período; coletivas; teletrabalho; home office; "
            "nascimento; natal; páscoa; carnaval; greve; inventário; exterior; estrangeiro; motivos de saúde/pessoais; "
            "treinamento; reabr*; reabertura; descanso; casamento; fim de semana; doença; esqui; gripe; febre; acamad*; "
            "operação; operad*; lua de mel; de baixa; pescaria; cruzeiro; em casa com/até; com febre; constipad*; gripad*; "
            "parque de campismo; acampar; filho doente; filha doente; dentista; covid; enxaqueca; a recuperar; recuperação; "
            "estou doente; na neve; na serra; na praia; de barco; em mudanças; com o/a bebé/bebê; na cama; em viagem; doente; "
            "viagem; mudança; atestado médico; luto; acidente; reunião/assembleia anual"
        ),
        answer=(
            "responderei/responderemos; retornarei/retornaremos; entrarei/entraremos em; darei retorno; darei resposta; "
            "respondo; retorno assim; responder assim; retorno; reabr*; regresso; leio; respondo assim que; responderei assim "
            "que; assim que possível/puder; quando melhorar"
        ),
        thanks=(
            "obrigado/obrigada/obrigados/agradeço/agradecemos pelo/por/o/seu/a/pela; obrigado por entrar; "
            "prezado/prezada/prezados/caro/caros/estimado remetente/cliente/clientes/parceiro*"
        ),
        urgent=(
            "em caso de urgência/emergência; se for urgente; para urgências/emergências; em casos urgentes; "
            "assuntos urgentes; para assuntos/questões/casos urgentes; caso seja urgente; se o seu/assunto … urgente; "
            "urgências; se urgente; caso urgente"
        ),
        unread=(
            "não … ler/leio/responder/verificar/consultar/acesso/acessar/disponível; acesso limitado; sem acesso; com acesso; "
            "resposta … demorar/atraso; não poderei; não estarei; podendo demorar; demorar a; com atraso; obrigado pela "
            "paciência; não estou disponível; não vejo/verei/leio/lerei/abro/abrirei/consulto … "
            "mail/mails/email/emails/e-mails/mensagens/nada; sem rede/internet/computador/sinal; não tenho rede/internet; "
            "offline; só volto a ver/ler; só à noite; uma vez por dia; de vez em quando; por tempo indeterminado; por tempo "
            "indefinido"
        ),
        later=(
            "no meu/nosso regresso/retorno; ao meu regresso/retorno; quando voltar/regressar/retornar; assim que "
            "voltar/regressar/retornar/eu; após o/meu/as retorno/regresso/férias; ao voltar/regressar/retornar; logo que; "
            "depois do meu; só volto; quando regressar/voltar/melhorar; assim que puder/voltar/melhorar; retomo"
        ),
        deputy=(
            "na minha/nossa ausência; durante a minha/nossa/meu; minha/meu/meus colega*; "
            "contacte/contate/contactar/contatar/procure; entre em contato/contacto; favor contatar/contactar/procurar; por "
            "favor contacte/contate; pode/podem contactar/contatar; estará/estarão/estaremos fechad*/encerrad*; me substitui; "
            "minha colega; meu colega; ajudará; atenderá; substitui; cobre; contacte; contate; contato; fica no meu lugar; no "
            "meu lugar; toma conta; substitui me; ajuda vos/o/a; responde por mim; fica responsável; segura as pontas"
        ),
        left=(
            "já não … trabalha/trabalho/faz/faço/pertence/colabora; não … mais … "
            "trabalha/trabalho/faz/faço/parte/funcionári*/quadro/empresa/colaborador*; não faz/faço/trabalho/trabalha mais; "
            "deixou/deixei a/de/o; saiu da; saí da; aposentado/aposentada; aposentou*; reformado/reformada; "
            "desligado/desligada; desligou*; encerrou; mudou de emprego; quadro de funcionários/colaboradores; desligou; "
            "aposentou; pediu demissão; saiu; saí; deixou; já não integra; não integra; faleceu; demitid*; novos desafios; "
            "contrato; já não está; não estou mais; não está mais; estou mais; mudei de emprego/trabalho/empresa; mudou de "
            "emprego/trabalho/empresa; saiu da/do empresa; saí da/do empresa; reformou se; reformei me; aposentei; deixou de "
            "trabalhar; deixei de trabalhar; reformado; reformada; demitiu se; último dia de trabalho/na; já não "
            "trabalho/trabalha cá/aqui/na/no/connosco/conosco; não trabalha mais aqui/na/conosco; último dia"
        ),
        changed=(
            "novo email/e-mail/mail/endereço/contato; mudou/mudei/alterado/alterei; "
            "email/e-mail/endereço … mudou/alterado/alterou; a partir de agora; doravante; atualize/atualizem; "
            "mudança de email/e-mail/endereço"
        ),
        filed=(
            "registado/registada/registrado/registrada; protocolo; com o número; sob o número; "
            "número do chamado/pedido/ticket; chamado; recebemos; recebido/recebida; nossa equipe/equipa; em até; ticket; "
            "responderemos; o mais breve; nas mãos de"
        ),
        closed=(
            "escritório/escritórios/loja/agência/empresa/filial … fechado/fechada/fechados/encerrado/encerrada; "
            "estamos … fechados/encerrados"
        ),
        gate=(
            "remetente* … desconhecido*/conhecido*/autorizado*/verificado*; "
            "mensagem … retida/quarentena/entregue/espera/bloqueada; quarentena; antispam; entregar a sua; entregue ao"
        ),
        proof="confirm*; verific*; clique; clicar; robô; robo; humano; captcha; autent*; identif*",
    ),
    Notices(
        code="it",
        kept=(
            "festivo; festività; ferie; vacanza; congedo; malattia; malat*; trasferta; viaggio; formazione; corso; fiera; "
            "convegno; assente; fuori sede/ufficio/stanza; chius*; maternità; paternità; part time; infortunio; estero; smart "
            "working; telelavoro; ristrutturazione; nascita; natale; pasqua; ferragosto; sciopero; inventario; motivi di "
            "salute; motivi personali; motivi familiari; riapr*; riapertura; pausa; matrimonio; fine settimana; aspettativa; "
            "riposo; spiaggia; sciare; influenza; febbre; a letto; ricoverat*; operazione; intervento; nozze; viaggio di "
            "nozze; neonato; bimbo; bambino malato; pesca; crociera; campeggio; malanno; a casa con; con la febbre; malato; "
            "malata; raffreddat*; baita; camper; figlio malato; figlia malata; bimbi malati; dentista; covid; emicrania; al "
            "mare; in montagna; sulla neve; in barca; facendo un trasloco; in permesso; in tenda; permesso; trasloco; ponte; "
            "luna di miel; a tempo indeterminato; convalescenza; incidente; riunione/assemblea annuale"
        ),
        answer=(
            "risponderò/risponderemo; risponderà; leggerò; ricontatterò/ricontatteremo; sarà mia cura; darò riscontro; "
            "riscontrerò; prenderò visione; riapr*; leggo le/la; rispondo; rientro; a presto; rispondo appena; risponderò "
            "appena; appena posso; appena sto meglio; quando starò/sto meglio"
        ),
        thanks=(
            "grazie per la/il/aver/averci/averla/averci; la ringrazio/ringraziamo per; ti ringrazio; "
            "gentile/gentili/spettabile/egregio cliente/clienti/mittente/fornitore"
        ),
        urgent=(
            "per urgenze; per le/ogni/eventuali urgenze; in caso di urgenza/emergenza/necessità; se urgente; se è urgente; "
            "per questioni/comunicazioni/richieste urgenti; casi urgenti; per qualsiasi urgenza; di urgenza; urgenti"
        ),
        unread=(
            "non … "
            "leggere/leggerò/leggo/rispondere/risponderò/consultare/accesso/controllare/controllo/raggiungibile/disponibile; "
            "accesso limitato; senza accesso; leggerò la posta; risposta/risposte/rispondere … ritardo; saltuariamente; in "
            "ritardo; grazie per la pazienza; con ritardo; leggo le mail; leggerò le mail; non "
            "guardo/guarderò/leggo/leggerò/apro/aprirò/controllo/controllerò … posta/mail/email/messaggi/nulla/niente; senza "
            "connessione/rete/internet/computer; non ho connessione/rete/internet; offline; sconnesso; sconnessa; scollegat*; "
            "non ho internet/rete/linea/campo; senza internet/campo/segnale/pc/portatile; solo la sera; una volta al giorno; "
            "ogni tanto; fino a nuovo avviso; a tempo indeterminato"
        ),
        later=(
            "al mio/nostro rientro/ritorno; dopo il mio/rientro/ferie; appena rientro/rientrato/torno/possibile; quando "
            "rientro/torno/rientrerò/tornerò; a partire dal mio; riapriremo; riapertura; appena mi "
            "rimetto/rimetterò/riprendo/riprenderò/posso/torno/rientro; riprendo; riprenderò; quando torno/rientro"
        ),
        deputy=(
            "in mia/nostra assenza; durante la mia/nostra; il/la/un/una/i miei? collega/colleghi; potete/può/puoi "
            "contattare/rivolgervi/rivolgersi/scrivere/chiamare; contattare il/la; si prega di contattare; rivolgersi a; "
            "rimarrà/rimarranno/resterà chius*; mi sostituisce; sarà chius*; sostituto/sostituta; rivolg*; segreteria; "
            "contattare; sarà a disposizione; in mia vece; fa le mie; può aiutarla/assisterla; potrà aiutarla/assisterla; "
            "vi/le/ti dà/darà … mano; dà una mano; tiene le redini; al mio posto; vi aiuta/assiste; fa le mie veci; al mio "
            "posto risponde/c è; risponde al mio posto; mi copre"
        ),
        left=(
            "non … più … lavora/lavoro/parte/dipendente/azienda/società/team/presso/con; non lavora/lavoro più; non fa/faccio "
            "più parte; ha/ho lasciato; ha/ho concluso/terminato/cessato; in pensione; si è dimess*; mi sono dimess*; "
            "collaborazione con; rapporto di lavoro; passato ad altro; non è più; non sono più; pensionamento; dimission*; "
            "dimess*; lasciato; deceduto; deceduta; scomparso; scomparsa; licenziat*; nuove sfide; nuova avventura; "
            "contratto; ha cessato; cambiato lavoro/azienda/società; ha lasciato; ho lasciato; andato in pensione; andata in "
            "pensione; sono in pensione; in pensione da; non è più in azienda/con/presso/qui; si è dimesso; si è dimessa; "
            "lavoro altrove; lavora altrove; mi sono dimesso; mi sono dimessa; ultimo giorno di lavoro/in; non lavora più "
            "qui/con/per/da; non lavoro più qui/in/per/da; ultimo giorno"
        ),
        changed=(
            "nuovo indirizzo; nuova mail/email/e-mail/casella; indirizzo … cambiato/variato/nuovo; ho cambiato; "
            "abbiamo cambiato; è cambiato/cambiata; d ora in poi/avanti; da oggi; aggiornare/aggiornate; cambio indirizzo"
        ),
        filed=(
            "presa/preso in carico; registrata/registrato; con il numero; numero di pratica/ticket/richiesta/riferimento; "
            "pratica; ticket; ricevuto/ricevuta; aperto/aperta; ricontatteremo; risponderemo; al più presto; quanto prima; "
            "numero di pratica; numero"
        ),
        closed="ufficio/uffici/negozio/agenzia/studio/azienda/filiale … chiuso/chiusi/chiusa; siamo … chiusi",
        gate=(
            "mittente/mittenti … sconosciut*/riconosciut*/autorizzat*/verificat*; "
            "messaggio … trattenuto/quarantena/recapitato/consegnato/bloccato/attesa; recapitare il; consegnare il; "
            "quarantena; antispam"
        ),
        proof="conferm*; verific*; clic*; robot; umano; captcha; autentic*; identific*; premere",
    ),
    Notices(
        code="gl",
        kept="festivo; vacacións; baixa; enferm*; viaxe; pechad*; permiso; ausente",
        answer="responderei/responderemos; contestarei",
        thanks="grazas por/pola",
        urgent="para urxencias; en caso de urxencia; se é urxente; urxencias; asuntos urxentes",
        unread="non … ler/responder/acceso/consultar",
        later="á miña volta; cando volva; ao volver",
        deputy="na miña ausencia; contacte con; os meus compañeiros; contacte; o meu compañeiro",
        left="xa non; deixei/deixou; xubilado/xubilada; xubil*; deixei",
        changed="novo correo/enderezo; cambiei; a partir de agora",
        filed="rexistrado/rexistrada; recibido/recibida; número",
    ),
    Notices(
        code="ca",
        kept="festiu; vacances; baixa; malalt*; viatge; tancat*; permís; absent; curs; fira",
        answer="respondré/respondrem; contestaré",
        thanks="gràcies per/pel; gracies per",
        urgent="per urgències; per a urgències; en cas d urgència; si és urgent; urgències",
        unread="no … llegir/llegiré/respondre/accés/consultar",
        later="quan torni; al meu retorn; a la tornada; en tornar",
        deputy=(
            "en la meva absència; durant la meva; contacteu amb/a; podeu escriure/trucar/contactar; el meu company; "
            "la meva companya; estarà tancad*; contacteu"
        ),
        left="ja no; ha/he deixat; jubilat/jubilada; jubil*; deixat; plegat",
        changed="nou correu; nova adreça; he canviat; a partir d ara",
        filed="registrada/registrat; número; rebut/rebuda",
    ),
    Notices(
        code="ro",
        kept=(
            "sărbătoare; concediu; bolnav*; medical; delegație; deplasare; călătorie; târg; conferință; curs; plecat*; "
            "absent*; închis*; liber*; maternitate; indisponibil*; renovăr*; mutăm; mutare; telemuncă; crăciun*; paște*; "
            "străinătate; grevă; inventar; vacanță; odihn*; weekend; nuntă; lipsesc"
        ),
        answer="voi răspunde; vom răspunde; răspund; revin; voi reveni; vom reveni; redeschid*; mă întorc; ne întoarcem",
        thanks="mulțumesc/mulțumim pentru/pentru/că; vă mulțumim; stimate client; stimați clienți/parteneri",
        urgent=(
            "pentru urgențe; pentru probleme/chestiuni/situații urgente; în caz de urgență; dacă este urgent; urgențe; "
            "cazuri urgente"
        ),
        unread="nu … citi/citesc/răspunde/acces/verifica/disponibil*; acces limitat; răspuns … întârzi*",
        later="la întoarcere; când mă întorc; după întoarcere; după revenire; la revenire; după ce revin; imediat ce",
        deputy=(
            "în lipsa/absența mea; în această perioadă; colega/colegul/colegii mea/meu/mei; contactați; "
            "puteți contacta/scrie/suna; vă rugăm să? contactați/scrieți; va fi închis; vom fi închiși; mă înlocuiește; "
            "înlocuit; colega; colegul"
        ),
        left=(
            "nu mai … lucrez/lucrează/face/fac/parte/angajat*; nu mai lucrează/lucrez; a/am părăsit; a/am plecat; la pensie; "
            "pensionat*; încetat; a plecat; pensionat; demision*; părăsit; decedat*; concediat*; demisionat; contract*"
        ),
        changed="adresă nouă; noua adresă; adresa … schimbat; am schimbat; de acum; s a schimbat; noul email/e-mail",
        filed="înregistrată/înregistrat; numărul; solicitarea; primit; veți primi; cel mai scurt; tichet",
        closed="biroul/magazinul/firma/compania … închis/închisă",
    ),
)
