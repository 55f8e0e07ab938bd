"""Notices in languages of Asia."""

from outrider.rules.languages.notices.notice import Notices

ALL: tuple[Notices, ...] = (
    Notices(
        code="ar",
        kept=(
            "إجازة; اجازة; عطلة; مريض; مرضية; سفر; مسافر; مؤتمر; تدريب; مغلق; أمومة; غير متواجد; خارج المكتب; غائب; معرض; "
            "رحلة; الخارج; عيد; العيد; إضراب; تجديدات; العمل عن بعد; عائلي; رمضان; إجازتي; الإجازة; أقضي"
        ),
        answer="سأرد; سنرد; سأقوم بالرد; سأجيب; سأتواصل; سيتم الرد; سأعود; نعود; سأكون; أعود; وسأرد",
        thanks="شكرا ل; شكراً ل; نشكركم; نشكر; شكرا على; عميلنا العزيز; عزيزي المرسل; عزيزي العميل",
        urgent=(
            "للأمور العاجلة; للحالات العاجلة; في الحالات العاجلة; في حالة الطوارئ; إذا كان الأمر عاجل; للضرورة; "
            "الأمور العاجلة; للأمور الطارئة; للحالات الطارئة; الحالات الطارئة; المسائل العاجلة"
        ),
        unread=(
            "لن أتمكن; لا أستطيع الرد; لا يمكنني; وصول محدود; لن أطلع; لا أطلع; محدودة; أعتذر عن عدم الرد; عدم الرد; "
            "لن أتابع; لا أتابع; لن أكون"
        ),
        later="فور عودتي; عند عودتي; بعد عودتي; حال عودتي; لدى عودتي; حين عودتي",
        deputy=(
            "في غيابي; خلال غيابي; أثناء غيابي; فترة غيابي; زميلي; زميلتي; يرجى التواصل; يرجى الاتصال; الرجاء التواصل; "
            "الرجاء الاتصال; التواصل مع; الاتصال ب; التواصل; زميل; ينوب عني; مراسلة"
        ),
        left=(
            "لم يعد; لم تعد; لم أعد; غادر الشركة; غادرت الشركة; ترك العمل; تركت العمل; تقاعد; استقال; انتقل إلى; غادر; توفي; "
            "توفيت; استقالت; انتهى عقد"
        ),
        changed=("بريدي الجديد; عنواني الجديد; البريد الجديد; العنوان الجديد; تغير بريدي; تغير عنوان; من الآن فصاعد; اعتبارا من"),
        filed="برقم; رقم الطلب; رقم التذكرة; استلام; استلمنا; تسجيل; في أقرب وقت",
        closed="مكتبنا مغلق; مكاتبنا مغلقة; الشركة مغلقة",
    ),
    Notices(
        code="he",
        kept=(
            "חופש; חופשה; חופשת; מחלה; חולה; נסיעה; נסיעת; חג; כנס; השתלמות; סגור; מילואים; לידה; חול; לא במשרד; מחוץ למשרד; "
            "נעדר; חו״ל; בחו; שיפוצים; מעבר משרד; פסח; ראש השנה; סוכות; שביתה; עבודה מהבית; חול המועד; נופש; נופשת; חתונה; "
            "סוף שבוע"
        ),
        answer="אשיב; אענה; אחזור אליך; אחזור אליכם; אגיב; נענה; אחזור; נחזור; אשוב; נשוב",
        thanks="תודה על; תודה שפנית; תודה לפנייתך; לקוח יקר; לקוחות יקרים; שולח יקר",
        urgent=(
            "בעניינים דחופים; במקרים דחופים; במקרה דחוף; במקרה חירום; לעניינים דחופים; אם דחוף; אם הדבר דחוף; "
            "לנושאים דחופים; בנושאים דחופים; במקרי חירום; לדברים דחופים; לכל עניין דחוף; עניין דחוף; דחוף"
        ),
        unread=(
            "איני קורא; אינני קורא; לא אקרא; לא אוכל; גישה מוגבלת; לא זמין; לא זמינה; לא אהיה זמינ; אין לי גישה; לא קורא; "
            "לא קוראת; לא קורא מיילים"
        ),
        later="עם שובי; כשאחזור; לאחר שובי; בשובי; כאשר אחזור; מיד עם שובי; עם חזרתי; לאחר חזרתי",
        deputy=(
            "בהיעדרי; בזמן היעדרותי; בתקופת היעדרותי; ניתן לפנות; אנא פנו; נא לפנות; לעמיתי; מחליף אותי; מחליפה אותי; "
            "ניתן ליצור קשר; התקשרו; פנו; לפנות; ליצור קשר; מחליפ; יסייע"
        ),
        left=(
            "כבר לא עובד; אינו עובד; אינה עובדת; אינני עובד; עזב את; עזבה את; עזבתי; פרש; פרשה; סיים את עבודת; סיימה את; "
            "סיימתי; לא עובד יותר; לא עובדת יותר; לא מועסק; עזב; סיימ; נפטר; נפטרה; פוטר; פוטרה"
        ),
        changed="כתובת חדשה; הכתובת החדשה; מייל חדש; המייל החדש; כתובתי החדשה; השתנתה; מעתה; מעכשיו; החלפתי",
        filed="מספר; פנייתך התקבלה; התקבלה; נפתחה; קריאה; בהקדם; תיק",
        closed="המשרד סגור; משרדנו סגור; החנות סגורה; משרדינו סגורים",
    ),
    Notices(
        code="fa",
        kept=(
            "مرخصی; تعطیل; بیمار; سفر; ماموریت; کنفرانس; آموزش; بسته; نیستم; خارج از دفتر; زایمان; خارج از کشور; نوروز; عید; "
            "اعتصاب; تعمیرات; دورکاری"
        ),
        answer="پاسخ خواهم; جواب خواهم; پاسخ می دهم; تماس خواهم; برمی گردم; بازمی گردم; پاسخ می",
        thanks="با تشکر از; ممنون از; سپاس از; از پیام شما; از ایمیل شما",
        urgent="در موارد فوری; موارد ضروری; در صورت فوریت; در صورت ضرورت; کارهای فوری; امور فوری; اگر فوری",
        unread="دسترسی محدود; به ایمیل دسترسی ندارم; نمی توانم پاسخ; پاسخگو نیستم; دسترسی ندارم; با تاخیر; محدودی",
        later="پس از بازگشت; بعد از بازگشت; وقتی برگردم; پس از مرخصی",
        deputy="در غیاب من; در نبود من; همکارم; با همکار; تماس بگیرید; همکار; جانشین",
        left="دیگر…کار نمی; دیگر در; شرکت را ترک; بازنشسته; استعفا; همکاری ندارد; قطع همکاری",
        changed="آدرس جدید; ایمیل جدید; نشانی جدید; تغییر کرد; از این پس",
        filed="شماره; ثبت شد; دریافت شد; درخواست شما; در اسرع وقت",
    ),
    Notices(
        code="hi",
        kept=(
            "छुट्टी; अवकाश; बीमार; बीमारी; यात्रा; दौरे; सम्मेलन; प्रशिक्षण; बंद; त्योहार; मातृत्व; कार्यालय से बाहर; विदेश; "
            "दिवाली; होली; हड़ताल; घर से काम"
        ),
        answer=("उत्तर दूँगा; उत्तर दूंगा; जवाब दूँगा; जवाब दूंगा; उत्तर दूँगी; उत्तर देंगे; जवाब दूंगी; लौटूँगा; लौटूंगा; लौटूँगी; वापस"),
        thanks="के लिए धन्यवाद; संपर्क करने के लिए",
        urgent=("तत्काल मामलों; अत्यावश्यक; आपात; ज़रूरी काम; जरूरी काम; तुरंत सहायता; यदि यह जरूरी; आपातकाल; तत्काल सहायता; अति आवश्यक"),
        unread="ईमेल नहीं देख; उत्तर नहीं दे; सीमित; जवाब नहीं दे; पढ़ नहीं",
        later="लौटने के बाद; लौटने पर; वापस आने पर; वापसी पर; वापस आकर",
        deputy="मेरी अनुपस्थिति; से संपर्क करें; मेरे सहकर्मी; मेरे सहयोगी; संपर्क करें; सहकर्मी; मेरे स्थान",
        left="अब…काम नहीं; अब…नहीं हैं; छोड़ दी; छोड़ दिया; सेवानिवृत्त; छोड़ चुके; छोड़",
        changed="नया ईमेल; नया पता; नए पते; बदल गया; अब से",
        filed="संख्या; नंबर; प्राप्त हुआ; दर्ज; जल्द",
    ),
    Notices(
        code="th",
        kept=(
            "ลาพัก; ลาป่วย; ลากิจ; ลาคลอด; วันหยุด; ป่วย; เดินทาง; ต่างประเทศ; อบรม; ปิดทำการ; ไม่อยู่; พักร้อน; สัมมนา; "
            "ต่างจังหวัด; สงกรานต์; ปีใหม่; ย้ายสำนักงาน; ปรับปรุง; ทำงานที่บ้าน; ลาหยุด; เที่ยว"
        ),
        answer="จะตอบกลับ; จะติดต่อกลับ; ตอบกลับเมื่อ; จะรีบตอบ; จะกลับมา; จะตอบ; กลับมาทำงาน",
        thanks="ขอบคุณสำหรับ; ขอบคุณที่; ขอขอบคุณ",
        urgent="กรณีเร่งด่วน; เรื่องด่วน; หากเร่งด่วน; กรณีฉุกเฉิน; หากมีเรื่อง; ด่วนกรุณา; เร่งด่วน",
        unread="ไม่สามารถตอบ; ไม่สะดวกตอบ; ไม่สามารถอ่าน; ตอบกลับช้า; ไม่ได้เช็ค; ตอบล่าช้า",
        later="เมื่อกลับมา; หลังจากกลับ; กลับมาแล้ว; หลังกลับ",
        deputy="กรุณาติดต่อ; โปรดติดต่อ; ระหว่างนี้; ในช่วงนี้; เพื่อนร่วมงาน; ติดต่อคุณ; ติดต่อ; แทน; ดูแลแทน",
        left="ไม่ได้ทำงาน; ลาออก; เกษียณ; พ้นสภาพ; ย้ายไป; ออกจากบริษัท",
        changed="อีเมลใหม่; ที่อยู่ใหม่; เปลี่ยนอีเมล; เปลี่ยนที่อยู่; ตั้งแต่นี้",
        filed="หมายเลข; เลขที่; ได้รับ; รับเรื่อง; โดยเร็ว",
        closed="ปิดทำการ",
    ),
    Notices(
        code="ka",
        kept="შვებულება; შვებულებაში; ავად; მივლინება; დღესასწაულ; დახურულ; კონფერენცი",
        answer="გიპასუხებთ; დაგიკავშირდებით",
        thanks="გმადლობთ; მადლობა შეტყობინებ; მადლობა წერილ",
        urgent="სასწრაფო; გადაუდებელ",
        unread="ვერ ვკითხულობ; ვერ გიპასუხებ; შეზღუდულ",
        later="დაბრუნების შემდეგ; დაბრუნებისთანავე; როცა დავბრუნდები",
        deputy="ჩემს არყოფნაში; დაუკავშირდით; მიმართეთ; კოლეგა",
        left="აღარ მუშაობ; აღარ ვმუშაობ; დატოვა; პენსია",
        changed="ახალი მისამართი; შეიცვალა; ამიერიდან",
        filed="ნომერ; დარეგისტრირ; მივიღეთ; მიღებულია",
    ),
    Notices(
        code="vi",
        kept=(
            "nghỉ; công tác; ốm; bệnh; thai sản; đi vắng; vắng mặt; lễ; tết; đào tạo; hội nghị; nước ngoài; đóng cửa; "
            "chuyển văn phòng; làm việc từ xa; nghỉ ốm; nghỉ lễ; nghỉ mát; du lịch; nghỉ phép"
        ),
        answer="sẽ trả lời; sẽ phản hồi; sẽ liên hệ; trả lời sau; phản hồi sau; trở lại; quay lại; sẽ trả",
        thanks="cảm ơn bạn/anh/chị/quý/email/đã; xin cảm ơn; kính gửi quý; quý khách",
        urgent="việc gấp; trường hợp gấp/khẩn; nếu gấp/khẩn/cần; cần gấp; vấn đề khẩn; khẩn cấp",
        unread="không … đọc/kiểm/truy/trả/phản; hạn chế truy; phản hồi … chậm/muộn; trả lời … chậm/muộn; chậm; muộn",
        later="sau khi trở/quay/về; khi tôi trở/quay; khi trở lại; ngay khi trở",
        deputy=(
            "trong thời gian tôi/này/nghỉ; xin/vui liên/lòng; vui lòng liên; xin liên hệ; đồng nghiệp; liên hệ; thay tôi; hỗ trợ"
        ),
        left=(
            "không còn làm/là/công; đã nghỉ việc/hưu; đã chuyển công; nghỉ việc; rời công; thôi việc; nghỉ hưu; rời; "
            "qua đời; chuyển công việc; hết hợp đồng"
        ),
        changed="email mới; địa chỉ mới; địa chỉ email; đã đổi; đã thay; từ nay; kể từ",
        filed="mã yêu/số; số phiếu; tiếp nhận; đã nhận; yêu cầu; sớm nhất",
        closed="văn phòng … đóng cửa; công ty … đóng cửa",
    ),
    Notices(
        code="id",
        kept=(
            "cuti; libur*; sakit; dinas; perjalanan; pelatihan; konferensi; pameran; luar kota/negeri/kantor; tutup; "
            "melahirkan; berlibur; tidak di/berada; lebaran; natal; luar negeri; renovasi; pindah kantor; wfh; mudik; "
            "izin sakit; berakhir pekan; pernikahan"
        ),
        answer=(
            "akan membalas; akan merespons; akan menghubungi; akan menjawab; membalas setelah; akan saya balas; "
            "kembali pada/tanggal; buka kembali; akan kembali"
        ),
        thanks="terima kasih atas/telah/untuk; pelanggan yth; yth pelanggan; kepada yth",
        urgent=(
            "hal/urusan/keperluan mendesak/darurat/penting; jika mendesak/darurat; untuk hal; dalam keadaan; "
            "apabila mendesak; bila mendesak"
        ),
        unread=(
            "tidak … membaca/membalas/mengakses/memeriksa/dapat; akses terbatas; balasan … terlambat; terlambat membalas; "
            "keterlambatan balasan; keterlambatan; lambat; terlambat"
        ),
        later="setelah kembali; saat kembali; sekembalinya; setelah saya kembali; ketika saya kembali; segera setelah",
        deputy=(
            "selama saya/cuti; silakan/silahkan hubungi; hubungi rekan; rekan saya/kerja; mohon hubungi; menggantikan; "
            "hubungi; rekan; membantu"
        ),
        left=(
            "tidak lagi bekerja; sudah tidak; telah meninggalkan; telah pensiun; sudah pensiun; "
            "telah mengundurkan/keluar/resign; sudah keluar; tidak bekerja lagi; pensiun; resign; mengundurkan; keluar; "
            "meninggal; mengundurkan diri; kontrak"
        ),
        changed="email baru; alamat baru; alamat … berubah/ganti/baru; telah berubah; mulai sekarang; selanjutnya",
        filed="nomor; no tiket; tiket; telah diterima; kami terima; permintaan; sesegera",
        closed="kantor … tutup; toko … tutup",
    ),
    Notices(
        code="ms",
        kept=(
            "cuti; bercuti; sakit; bertugas; perjalanan; kursus; persidangan; luar negara/pejabat; tutup; bersalin; raya; "
            "luar negara; pengubahsuaian; pindah pejabat; bekerja dari rumah"
        ),
        answer="akan membalas; akan menghubungi; akan menjawab; kembali pada; dibuka semula",
        thanks="terima kasih atas/kerana",
        urgent="perkara/urusan/hal segera/mendesak/kecemasan/penting; jika segera/mendesak; sekiranya segera; untuk urusan",
        unread="tidak … membaca/membalas/menyemak/dapat/akses; akses terhad",
        later="selepas kembali; selepas pulang; apabila saya kembali; sekembalinya; bila saya",
        deputy=(
            "semasa ketiadaan; sepanjang ketiadaan; sila hubungi; rakan sekerja; hubungi rakan; hubungi; rakan; menggantikan"
        ),
        left="tidak lagi bekerja; sudah tidak; telah berhenti; telah bersara; telah meninggalkan; bersara; berhenti",
        changed="emel baharu/baru; alamat baharu/baru; telah bertukar/berubah; mulai sekarang",
        filed="nombor; tiket; telah diterima; permintaan; secepat",
    ),
    Notices(
        code="tl",
        kept="bakasyon; leave; sakit; may sakit; biyahe; sarado; holiday; wala sa",
        answer="sasagot; tutugon; babalikan",
        thanks="salamat po? sa; maraming salamat",
        urgent="kung urgent/apurahan/kailangan; para sa mga urgent/apurahan/agarang; agarang",
        unread="hindi … mabasa/makakasagot/makasagot/nagbabasa; limitado",
        later="pagbalik ko; kapag nakabalik; pagkabalik",
        deputy="habang wala; makipag ugnayan; kontakin; kasamahan ko; makipag; kasamahan",
        left="hindi na nagtatrabaho; hindi na … nagtatrabaho; umalis na; retirado; nagretiro; wala na; umalis",
        changed="bagong email/address; nagbago; mula ngayon; simula ngayon",
        filed="numero; ticket; natanggap; tinanggap",
    ),
    Notices(
        code="zh",
        kept=(
            "休假; 请假; 請假; 放假; 假期; 病假; 产假; 產假; 陪产假; 婚假; 年假; 事假; 出差; 培训; 展会; 外出; 不在办公室; "
            "不在辦公室; 住院; 生病; 公休; 节假; 国庆; 春节; 休息; 调休; 外勤; 休養; 在外; 国外; 海外; 搬迁; 装修; 元旦; "
            "端午; 中秋; 五一; 十一; 劳动节; 居家办公; 罢工; 盘点; 研讨会; 旅行; 度假; 周末; 发烧; 感冒; 动手术; 蜜月; "
            "坐月子; 露营; 病假在家; 休产假; 请病假; 丧假; 隔离; 孩子生病; 流感; 探亲; 在海边度; 去滑雪; 旅游; 休病假"
        ),
        answer=(
            "将回复; 會回覆; 会回复; 回覆您; 回复您; 恢复办公; 返岗; 處理您; 处理您; 与您联系; 與您聯絡; 明天处理; 正常上班; "
            "返回; 回来; 上班; 回國; 回国; 日处理; 后处理; 康复后; 回公司后; 上班后; 再回复"
        ),
        thanks=(
            "感谢您的; 谢谢您的; 感謝您的; 謝謝您的; 感谢来信; 感謝來信; 您的邮件已; 来信收悉; 感谢你的; 尊敬的客户; "
            "尊敬的客戶; 亲爱的客户; 尊敬的来信"
        ),
        urgent=(
            "如有急事; 如有紧急; 紧急事务; 紧急情况; 急事请; 急事請; 如有緊急; 如需紧急; 緊急事宜; 紧急事宜; 紧急请; "
            "如遇紧急; 有急事; 如急; 要事请; 如有要事"
        ),
        unread=(
            "无法及时; 无法查看; 无法回复; 不便回复; 無法即時; 無法收信; 無法回覆; 不能及时; 回复可能; 无法阅读; 不便查收; "
            "未能及时; 无法收取; 无法处理; 不方便查看; 期间无法; 期間無法; 無法處理; 无法办公; 延迟; 延误; 不看邮件; "
            "没法看邮件; 看邮件不方便; 不方便看; 没有网络; 没网; 暂不看邮件"
        ),
        later=(
            "返回后; 回来后; 回来再; 上班后; 返岗后; 回公司后; 回國後; 返回後; 回來後; 假期结束; 休假结束; 日后会处理; "
            "日返回; 回岗后; 收假后; 返回公司"
        ),
        deputy=(
            "请联系; 請聯絡; 請聯繫; 代理人; 可联系; 请与; 在此期间; 期间请; 我的同事; 代為處理; 代为处理; 请致电; 請洽; "
            "请拨打; 工作请联系; 联系; 聯絡; 代理; 接洽; 代为; 交接; 帮忙处理; 顶班; 代班; 替班; 这段时间由; 暂由; 期间由; "
            "时间由"
        ),
        left=(
            "离职; 離職; 退休; 已从; 不再任职; 不在本公司; 已離開; 不再在; 已辞职; 已調職; 已调离; 去世; 辞职; 辞去; 调离; "
            "换工作; 转岗; 已经离开; 离开公司; 离开本公司; 离开我们公司; 不在公司了; 不在我们公司; 跳槽; 换了工作; 已跳槽; "
            "已退休; 已离职; 已经从我们公司离开; 从公司离开; 从我们公司离开; 已离开; 调任其他; 调任; 调往其他; 改任"
        ),
        changed=(
            "新邮箱; 新郵箱; 新的邮箱; 邮箱变更; 邮箱已更; 邮箱地址已; 新地址; 新信箱; 信箱已; 更换邮箱; 改用; 已更改; "
            "换了邮箱; 今后请"
        ),
        filed="工单号; 工單; 编号; 編號; 已受理; 已收到; 已登记; 案件号; 受理号; 尽快回复; 盡快回覆; 尽快处理; 单号",
        closed="公司放假; 办公室关闭; 公司休息; 辦公室關閉; 公司休假",
        gate="陌生发件人; 未知发件人; 隔离; 才能送达; 投递; 白名单; 反垃圾",
        proof="点击; 點擊; 验证; 驗證; 确认; 確認; 机器人; 機器人",
    ),
    Notices(
        code="ja",
        kept=(
            "休暇; 休業; 休み; 不在; 出張; 外出; 病気; 体調不良; 入院; 療養; 産休; 育休; 育児休業; 出産; 研修; 祝日; "
            "年末年始; 夏季; 定休; 在宅; 離席; 席を外; 夏休み; お盆; 欠勤; 忌引; 介護休業; 在宅勤務; ゴールデンウィーク; "
            "テレワーク; 海外; 移転; 正月; 棚卸; 休診; 直行; 直帰; 終日; 冬休み; 春休み; 連休; 発熱; 風邪; インフルエンザ; "
            "通院; 慶弔; 有休; 有給; 夏季休暇; 看病; お休みをいただいて; お休みを頂いて; 休ませていただ; 展示会; 旅行"
        ),
        answer=(
            "返信いたします; ご返信; 返信します; ご連絡いたします; 対応いたします; 回答いたします; お返事いたします; "
            "折り返し; 順次対応; 夕方確認; 戻ります; 帰社; 出社; までにご返信; 明けに; 戻り次第; 復帰後"
        ),
        thanks=(
            "ご連絡ありがとう; メールありがとう; お問い合わせありがとう; ご連絡いただき; お世話になって; ご連絡をいただ; "
            "お客様各位; 関係者各位; お取引先様"
        ),
        urgent=(
            "お急ぎの場合; お急ぎの方; お急ぎの際; 緊急の場合; 緊急の際; 緊急の連絡; 緊急のご; お急ぎのご; 至急の場合; "
            "お急ぎでしたら; 緊急時; 急用の"
        ),
        unread=(
            "確認できません; 確認ができません; 返信できません; ご返信が遅; 確認できない; 返信は明日; 返信は翌; "
            "対応できません; 対応ができません; メールの確認が; 拝見できません; 返信いたしかね; 確認しておりません; "
            "閲覧できません; 確認しており; 電話に出られません; 電話に出ることが; 遅れ; 夕方; 見ることができません; "
            "見られません; 読めません; メールを確認でき; 返信が遅く; 電波の; 拝見できませ; 確認が遅れ; 返信が遅れ"
        ),
        later=(
            "戻り次第; 帰社後; 出社後; 休み明け; 休暇明け; 復帰後; 戻りましたら; 戻ってから; 帰国後; 休業明け; 以降にご返信; "
            "以降となります; に戻ります"
        ),
        deputy=(
            "までご連絡; へご連絡; 代理の; 代わりに; 不在中は; 不在の間; 休暇中は; 同僚; 弊社代表; まで お電話; までお電話; "
            "担当の者; までお願い; までお問い; 代理; 担当いたします; ご連絡くださ; 連絡をお願い; ご用件は; 代行; 業務は"
        ),
        left=(
            "退職; 退社; 離任; 異動; 転出; 在籍して; 離職; 逝去; 死去; 契約満了; 任期満了; 離れました; 離れ; 辞め; "
            "退職いたし; 退社いたし; 定年退職; 退職しまし; 退社しまし; 在籍しておりませ; 転職いたし; 転職しまし; 転職"
        ),
        changed=("アドレスを変更; アドレスが変; アドレス変更; 新しいアドレス; 新しいメール; 新アドレス; 今後は…へ; 下記アドレス"),
        filed="受付番号; 受け付け; 受付いた; 問い合わせ番号; 折り返し; 担当者より; ケース番号; 管理番号; 受領いた",
        closed="休業日; 定休日; 本日は休業; 閉まって; 休診",
        gate="未承認の送信者; 保留; 隔離; 配信するため; 送信者として; 迷惑メール対策",
        proof="クリック; 認証; 確認; 承認; ロボット",
    ),
    Notices(
        code="ko",
        kept=(
            "휴가; 연차; 휴무; 병가; 출산휴가; 육아휴직; 휴직; 출장; 외근; 부재; 공휴일; 휴일; 입원; 반차; 외출; 자리를 비; "
            "재택근무; 재택; 해외; 이전; 설날; 추석; 파업; 재고조사; 휴무일; 연휴; 휴식; 결혼; 독감; 감기; 몸살; 출산; 육아; "
            "신혼여행; 장례; 격리; 아이가 아파; 쉬고 있; 쉬는 중; 회복 중; 요양; 교육; 전시회; 세미나; 여행; 이번 주 휴가; "
            "휴가라; 연차라; 휴가입니다"
        ),
        answer=(
            "답변 드리; 회신 드리; 확인 후; 답장하; 연락드리; 연락 드리; 복귀; 돌아옵니다; 정상 근무; 회복되는 대로; 복귀하는 "
            "대로; 돌아오는 대로; 답변드리; 회신드리; 월요일에 확인; 확인하겠습니다; 확인 후 답변; 복귀해서"
        ),
        thanks="메일 주셔서 감사; 연락 주셔서 감사; 문의해 주셔서; 연락주셔서 감사; 메일 감사; 고객님; 고객 여러분",
        urgent="급한 용무; 급한 일; 긴급한; 급하신; 긴급 시; 급한 문의; 긴급 문의; 급한 경우; 급하시면; 긴급한 경우; 급한 건",
        unread=(
            "답장이 늦; 회신이 늦; 회신이 어렵; 답변이 늦; 확인할 수 없; 회신 드리기 어렵; 확인이 늦; 답변이 어렵; 지연; "
            "늦어질; 메일을 확인하지; 인터넷이 안; 확인이 어렵; 메일 확인이"
        ),
        later="복귀 후; 돌아와서; 복귀하여; 복귀하는 대로; 돌아온 후; 복귀 즉시; 출근 후; 복귀후",
        deputy=(
            "부재 중; 부재중; 에게 연락; 께 연락; 대리인; 대신; 동료; 으로 연락 바랍니다; 담당자에게; 로 연락; 부탁드립; "
            "연락 바랍; 연락주; 문의 바랍; 문의는; 담당"
        ),
        left=(
            "퇴사; 퇴직; 근무하지 않; 재직하지 않; 더 이상 근무; 별세; 사망; 계약 종료; 전직; 그만둔; 떠났; 더 이상 근무하지; "
            "마지막 근무; 이직했; 그만두었; 그만뒀; 은퇴했; 후임자; 이직; 은퇴; 그만두"
        ),
        changed="새 이메일; 새 메일; 새로운 이메일; 주소가 변경; 메일이 변경; 주소 변경; 앞으로는; 변경되었",
        filed="접수번호; 접수되었; 문의번호; 티켓; 접수 번호; 빠른 시일; 처리 번호",
        closed="휴무입니다; 휴업; 영업하지 않",
    ),
)
