"""Vietnamese, Indonesian, Malay, Tagalog, Thai, Chinese, Japanese and Korean."""

from outrider.rules.languages.language import Language

THAI = Language(
    code="th",
    wrote="เขียนว่า; เขียน; ได้เขียนว่า; เขียนไว้ว่า",
    sender="จาก; ผู้ส่ง",
    sent="ส่งเมื่อ; วันที่; ส่งวันที่; ส่ง; วันที่ส่ง",
    to="ถึง; สำเนา; สำเนาถึง; ผู้รับ",
    subject="เรื่อง; หัวเรื่อง; หัวข้อ",
    original=("ข้อความต้นฉบับ; ข้อความที่ส่งต่อ; ข้อความเดิม; ต้นฉบับข้อความ; เริ่มต้นข้อความที่ส่งต่อ; ข้อความส่งต่อ; จดหมายต้นฉบับ; เริ่มข้อความที่ส่งต่อ"),
    device=("ส่งจาก iphone; ส่งจากอุปกรณ์; ส่งจาก ipad; ส่งจากมือถือ; รับ outlook สำหรับ; ส่งจาก; ดาวน์โหลด outlook; ส่งผ่าน; ส่งจากโทรศัพท์"),
    months=(
        "มกราคม ม.ค.; กุมภาพันธ์ ก.พ.; มีนาคม มี.ค.; เมษายน เม.ย.; พฤษภาคม พ.ค.; มิถุนายน มิ.ย.; กรกฎาคม ก.ค.; "
        "สิงหาคม ส.ค.; กันยายน ก.ย.; ตุลาคม ต.ค.; พฤศจิกายน พ.ย.; ธันวาคม ธ.ค."
    ),
    weekdays="วันจันทร์; วันอังคาร; วันพุธ; วันพฤหัสบดี วันพฤหัส; วันศุกร์; วันเสาร์; วันอาทิตย์",
    until="จนถึง; ถึงวันที่; ถึง",
    back="กลับ; กลับมา; จะกลับ; กลับเข้า; กลับมาทำงาน",
    automatic=(
        "ตอบกลับอัตโนมัติ; การตอบกลับอัตโนมัติ; ไม่อยู่ที่สำนักงาน; ไม่อยู่; ลาพักร้อน; ข้อความตอบกลับอัตโนมัติ; "
        "ตอบรับอัตโนมัติ; ข้อความอัตโนมัติ; ไม่อยู่สำนักงาน; อยู่นอกสำนักงาน"
    ),
    away=(
        "ลาพักร้อน; ลาพักผ่อน; อยู่ระหว่างลา; ไม่อยู่ที่สำนักงาน; ไม่อยู่สำนักงาน; ไม่อยู่ที่ออฟฟิศ; ไม่อยู่ออฟฟิศ; "
        "ลาหยุด; อยู่ระหว่างวันหยุด; ลาคลอด; ลาป่วย; ไม่ได้อยู่ในสำนักงาน; อยู่นอกสำนักงาน; เดินทางไปต่างประเทศ; "
        "ไม่สามารถตอบอีเมล; จะกลับมาทำงาน; กลับมาทำงานในวันที่; อยู่ในช่วงลา; ไม่อยู่ในสำนักงาน; หยุดพักร้อน"
    ),
    absent=("ลาพักร้อน; ลาป่วย; ลาคลอด; ลากิจ; ไปราชการ; ไปต่างจังหวัด; เดินทาง; ปิดทำการ; วันหยุด; อบรม; สัมมนา; ประชุมนอก; ไม่อยู่; ไม่สะดวก"),
    received=(
        "ได้รับข้อความของคุณ; ได้รับอีเมลของคุณ; ได้รับคำขอของคุณ; ได้รับเรื่องของ; ได้รับข้อความของท่าน; "
        "ได้รับอีเมลของท่าน; ได้รับคำขอของท่าน; ได้รับเรื่อง; ขอบคุณที่ติดต่อ; ขอบคุณสำหรับการติดต่อ; สร้างตั๋ว; "
        "สร้าง ticket; เปิดตั๋ว; คำขอของคุณได้รับ; คำขอของท่านได้รับ; ได้รับการติดต่อ; ทางเราได้รับ; เราได้รับ"
    ),
    ticket=(
        "หมายเลขตั๋ว; หมายเลขคำขอ; เลขที่; หมายเลขอ้างอิง; ticket; ตอบกลับอัตโนมัติ; อัตโนมัติ; กรุณาอย่าตอบ; "
        "โปรดอย่าตอบ; หมายเลขเคส; หมายเลข; ห้ามตอบกลับ; เลขที่อ้างอิง"
    ),
    promise="โดยเร็วที่สุด; วันทำการ; ภายใน24; ภายใน48",
    departed=(
        "ไม่ได้ทำงานที่นี่แล้ว; ไม่ได้ทำงานแล้ว; ไม่ได้ทำงานกับ; ไม่ได้เป็นพนักงาน; ลาออกแล้ว; ได้ลาออก; ลาออกจาก; "
        "พ้นสภาพ; เกษียณ; ไม่ได้ใช้งานแล้ว; ไม่ได้ใช้อีเมลนี้; เลิกใช้; ไม่ใช้งานอีกต่อไป; ไม่ได้ทำงานที่บริษัท; "
        "ออกจากบริษัท; ไม่ได้ใช้แล้ว; สิ้นสุดการเป็นพนักงาน; ไม่ได้ทำงาน; ลาออก"
    ),
    moved=("อีเมลใหม่; ที่อยู่อีเมลใหม่; เปลี่ยนอีเมล; อีเมลของฉันเปลี่ยน; ที่อยู่ใหม่; อีเมลใหม่ของ; เปลี่ยนที่อยู่อีเมล; อีเมล์ใหม่; เปลี่ยนอีเมล์"),
    challenge=("ยืนยันข้อความ; คลิก … เพื่อส่ง; ไม่ใช่หุ่นยนต์; ยืนยันผู้ส่ง; คลิก … เพื่อยืนยัน; ยืนยันว่าคุณเป็นมนุษย์; ไม่ใช่โรบอท; คุณเป็นมนุษย์"),
    stop=(
        "ลบฉันออก; ลบผมออก; ลบดิฉันออก; ลบอีเมลของ; เอาฉันออก; เอาผมออก; นำชื่อ … ออก; ลบออกจากรายชื่อ; อย่าส่งอีเมล; "
        "อย่าส่งข้อความ; อย่าส่งมา; อย่าติดต่อ; ห้ามส่ง; ห้ามติดต่อ; หยุดส่ง; เลิกส่ง; งดส่ง; ไม่ต้องส่ง; ไม่ต้องติดต่อ; "
        "ไม่ต้องการรับ; ไม่อยากรับ; ไม่ประสงค์รับ; ไม่ประสงค์จะรับ; ขอยกเลิกการรับ; ยกเลิกการรับ; กรุณาหยุด; โปรดหยุด; "
        "ไม่ต้องการให้ติดต่อ; ลบ…ออกจากรายชื่อ; เอา…ออกจากรายชื่อ; นำ…ออกจากรายชื่อ; ลบข้อมูลของผม; ลบข้อมูลของฉัน; "
        "ลบข้อมูลของดิฉัน; ขอถอนความยินยอม; เลิกยุ่ง"
    ),
    stop_alone="ยกเลิก; หยุด; ยกเลิกการสมัคร; ยกเลิกการรับข่าวสาร; เลิกรับ; ลบออก; stop; ขอยกเลิก; ยกเลิกการติดตาม",
    refusal=(
        "ไม่สนใจ; ไม่ได้สนใจ; ยังไม่สนใจ; ไม่เป็นไร; ไม่ต้องการ; ไม่จำเป็น; ยังไม่ต้องการ; ตอนนี้ยังไม่; "
        "ขณะนี้ยังไม่; มีอยู่แล้ว; เรามีแล้ว; ขอปฏิเสธ; ไม่เหมาะกับเรา; ยังไม่มีความต้องการ; ไม่มีความต้องการ; "
        "ไม่มีงบ; ไม่ล่ะ; ไม่ขอบคุณ"
    ),
    wrong=(
        "ไม่ใช่คนที่; ไม่ใช่ผู้รับผิดชอบ; ผิดคน; ไม่ใช่หน้าที่; ไม่ได้รับผิดชอบ; ติดต่อผิดคน; กรุณาติดต่อคุณ; "
        "โปรดติดต่อคุณ; ไม่ได้ดูแล; ไม่เกี่ยวข้องกับ; ไม่ใช่ผู้ดูแล; ไม่ใช่คนรับผิดชอบ"
    ),
    meeting=(
        "โทรหา; โทรมา; โทรกลับ; คุยกัน; นัดคุย; นัดหมาย; นัดประชุม; ประชุม; นัดพบ; พบกัน; สะดวก; ผมว่าง; ดิฉันว่าง; "
        "ฉันว่าง; เราว่าง; จะว่าง; ว่างไหม; ว่างมั้ย; ว่างช่วง; ว่างตอน; คุยทางโทรศัพท์; นัด; ติดต่อกลับ"
    ),
    interest=(
        "สนใจ; น่าสนใจ; ฟังดูดี; ฟังดูน่าสนใจ; ยินดี; ตกลง; ได้เลย; ได้ครับ; ได้ค่ะ; แน่นอน; ใช่ครับ; ใช่ค่ะ; "
        "อยากทราบ; อยากรู้; ด้วยความยินดี; ครับ สนใจ; โอเค"
    ),
    question=(
        "ข้อมูลเพิ่มเติม; รายละเอียดเพิ่มเติม; รายละเอียด; ราคาเท่าไหร่; ราคาเท่าไร; ราคา; ส่งข้อมูล; ส่งใบเสนอราคา; "
        "ใบเสนอราคา; ค่าใช้จ่าย; ส่งมาให้; ขอราคา; ขอข้อมูล; เท่าไหร่; แคตตาล็อก; ช่วยส่ง; โบรชัวร์; ทำงานอย่างไร; "
        "ใช้งานอย่างไร"
    ),
    referral="ส่งต่อให้; ส่งต่อไปยัง; ขอส่งต่อ; ได้ส่งต่อ; เรียนสำเนา",
    negation="ไม่; อย่า; ไม่ได้; ไม่ต้อง",
)

VIETNAMESE = Language(
    code="vi",
    wrote="đã viết; viết; đã viết như sau",
    sender="từ; người gửi",
    sent="đã gửi; ngày; gửi lúc; ngày gửi; đã gửi vào; thời gian; gửi",
    to="đến; tới; cc; người nhận; gửi đến; gửi tới",
    subject="chủ đề; tiêu đề",
    original=(
        "thư gốc; thư chuyển tiếp; tin nhắn gốc; tin nhắn được chuyển tiếp; thư đã chuyển tiếp; thông điệp gốc; "
        "nội dung gốc; bắt đầu thư được chuyển tiếp; forwarded message; thư được chuyển tiếp; thông báo gốc"
    ),
    device="đã gửi từ; được gửi từ; gửi từ; tải outlook; nhận outlook; lấy outlook; gửi bằng",
    months=(
        "tháng‌1 tháng‌một; tháng‌2 tháng‌hai; tháng‌3 tháng‌ba; tháng‌4 tháng‌tư; tháng‌5 tháng‌năm; "
        "tháng‌6 tháng‌sáu; tháng‌7 tháng‌bảy; tháng‌8 tháng‌tám; tháng‌9 tháng‌chín; tháng‌10 tháng‌mười; tháng‌11; "
        "tháng‌12"
    ),
    weekdays="thứ‌hai; thứ‌ba; thứ‌tư; thứ‌năm; thứ‌sáu; thứ‌bảy; chủ‌nhật",
    until="đến; tới; cho đến; đến hết; cho tới",
    back="trở lại; quay lại; trở về; đi làm lại; quay trở lại; sẽ về; có mặt",
    automatic=(
        "trả lời tự động; thư trả lời tự động; vắng mặt; nghỉ phép; ngoài văn phòng; tự động trả lời; "
        "vắng mặt tại văn phòng; đang nghỉ phép; phản hồi tự động; thư tự động; không có mặt tại văn phòng"
    ),
    away=(
        "đang nghỉ phép; sẽ nghỉ phép; nghỉ phép từ; nghỉ phép đến; không có mặt tại văn phòng; "
        "vắng mặt tại văn phòng; đang đi công tác; nghỉ thai sản; nghỉ ốm; tôi đang nghỉ; tôi sẽ vắng mặt; "
        "đang vắng mặt; hiện không có mặt; hạn chế truy cập email; ngoài văn phòng; tôi hiện đang nghỉ; đi nghỉ; "
        "đang trong kỳ nghỉ; sẽ quay lại làm việc; trở lại làm việc; trở lại văn phòng; quay lại văn phòng"
    ),
    absent=(
        "công tác; nghỉ phép; nghỉ ốm; nghỉ thai sản; nghỉ lễ; nghỉ tết; đóng cửa; đào tạo; hội nghị; hội thảo; "
        "vắng mặt; không có mặt; không ở văn phòng; hạn chế; đi vắng"
    ),
    received=(
        "đã nhận được yêu/email/thư/tin/câu; đã nhận được yêu cầu; đã nhận được email/thư của; "
        "yêu cầu của bạn/quý/anh/chị … đã được … tiếp nhận/ghi/tạo/nhận; cảm ơn bạn/quý/anh/chị … đã liên hệ; "
        "cảm ơn đã liên hệ; phiếu hỗ trợ … tạo; yêu cầu hỗ trợ … đã; ticket … được tạo; xin cảm ơn … đã liên hệ; "
        "cám ơn bạn/quý/anh/chị … đã liên hệ; đã tiếp nhận; chúng tôi đã nhận"
    ),
    ticket=(
        "mã yêu cầu; mã số; số phiếu; ticket; phiếu hỗ trợ; trả lời tự động; tự động; không trả lời email; "
        "vui lòng không trả lời; mã tham chiếu; số tham chiếu; mã hồ sơ; thư tự động; email tự động"
    ),
    promise="trong vòng … giờ/ngày; sớm nhất có thể; trong thời gian sớm nhất",
    departed=(
        "không còn làm việc; không còn công tác; đã nghỉ việc; đã nghỉ hưu; nghỉ hưu; đã rời công ty; "
        "đã rời khỏi công ty; đã chuyển công tác; không còn sử dụng; không còn dùng; không còn hoạt động; "
        "đã thôi việc; không còn là nhân viên; không còn ở công ty; không sử dụng email này nữa; "
        "không còn được sử dụng"
    ),
    moved=(
        "địa chỉ email mới; email mới; địa chỉ mới; thay đổi địa chỉ email; đổi email; đã đổi địa chỉ; "
        "địa chỉ thư mới; email của tôi đã thay đổi; thay đổi email; đổi sang email"
    ),
    challenge=(
        "xác nhận … thư của bạn; nhấp … để gửi; không phải là robot; xác minh người gửi; xác nhận bạn là người; "
        "nhấp … xác nhận; bấm vào … xác nhận; không phải robot; nhấn vào … xác nhận"
    ),
    stop=(
        "xóa/xoá/gỡ/loại tôi/chúng/email/địa/tên … khỏi; hãy xóa/xoá/gỡ tôi/chúng/email/địa/tên; đừng "
        "gửi/liên/email/làm/nhắn/viết … tôi/nữa/hệ/phiền/cho; đừng gửi; đừng liên hệ; không gửi … nữa; không liên hệ … "
        "nữa; vui lòng không/đừng/ngừng/dừng gửi/liên/email; ngừng/dừng/thôi gửi/liên/email; không muốn nhận; không muốn "
        "… nhận; hủy/huỷ đăng ký; không muốn bị; không làm phiền; không nhận … nữa; không muốn được liên hệ; ngưng gửi; "
        "đừng làm phiền; chấm dứt gửi; xóa/xoá … dữ/thông … của tôi; rút lại sự đồng; đừng làm phiền"
    ),
    stop_alone="hủy đăng ký; huỷ đăng ký; dừng; dừng lại; ngừng; hủy; xóa; stop; hủy nhận; từ chối nhận tin; ngưng",
    refusal=(
        "không quan tâm; chưa quan tâm; không có nhu cầu; chưa có nhu cầu; không cần; chưa cần; không cảm ơn; "
        "cảm ơn không; hiện tại không; hiện tại chưa; chúng tôi đã có; đã có nhà cung cấp; rất tiếc không; "
        "không phù hợp; không dành cho; xin từ chối; chưa phù hợp; không hứng thú; không có ngân sách; tôi từ chối"
    ),
    wrong=(
        "không phải người phụ trách; không phải là người phụ trách; không phụ trách; nhầm người; không đúng người; "
        "không phải lĩnh vực; không phải là người phù hợp; không phải người phù hợp; vui lòng liên hệ với; "
        "xin liên hệ với; hãy liên hệ với; không thuộc trách nhiệm; không phải trách nhiệm"
    ),
    meeting=(
        "gọi cho tôi; gọi lại cho tôi; hãy gọi; có thể nói chuyện; có thể gặp; có thể gọi; trao đổi qua điện thoại; "
        "sắp xếp … cuộc; hẹn gặp; cuộc họp; cuộc gọi; lịch hẹn; khi nào … rảnh/tiện; tiện cho tôi; nói chuyện; "
        "đặt lịch; gặp nhau; hẹn lịch; gọi điện; vui lòng gọi; gọi tôi"
    ),
    interest=(
        "tôi quan tâm; chúng tôi quan tâm; có quan tâm; rất quan tâm; nghe hay; nghe thú vị; nghe có vẻ; thú vị; "
        "vâng làm ơn; vâng cảm ơn; vâng; có cảm ơn; rất vui; chắc chắn; dĩ nhiên; tất nhiên; tôi muốn; "
        "chúng tôi muốn; đồng ý; rất sẵn lòng; quan tâm đến; nghe ổn; được chứ; rất hứng thú"
    ),
    question=(
        "thêm thông tin; thông tin chi tiết; chi tiết hơn; giá bao nhiêu; bao nhiêu tiền; giá cả; chi phí; "
        "gửi cho tôi; gửi tôi; gửi thông tin; gửi báo giá; báo giá; bảng giá; biết thêm; có thể gửi; tìm hiểu thêm; "
        "thêm chi tiết; giá như thế nào; tài liệu; hoạt động thế nào; hoạt động như thế nào; hoạt động ra sao"
    ),
    referral="chuyển tiếp; chuyển thư/email/tin/yêu … cho; đã chuyển … cho; sẽ chuyển … cho",
    negation="không; đừng; chưa; chẳng",
)

INDONESIAN = Language(
    code="id",
    wrote="menulis; menulis pesan; menuliskan; tulis; menulis sebagai berikut",
    sender="dari; pengirim; daripada",
    sent="dikirim; tanggal; terkirim; dikirim pada; dihantar; tarikh",
    to="kepada; untuk; ke; cc; tembusan; penerima",
    subject="subjek; perihal; judul; hal",
    original=(
        "pesan asli; pesan asal; pesan diteruskan; pesan terusan; pesan yang diteruskan; mulai meneruskan pesan; "
        "awal pesan yang diteruskan; mesej asal; pesan yang dimajukan; mesej dimajukan; email asli; "
        "pesan yang di-forward"
    ),
    device=(
        "dikirim dari; terkirim dari; dapatkan outlook; unduh outlook; dikirim dengan; dikirim melalui; "
        "dihantar daripada; dikirim menggunakan"
    ),
    months=(
        "januari jan; februari feb; maret mar mac; april apr; mei; juni jun; juli jul; agustus agu agt ogos; "
        "september sep sept; oktober okt; november nov; desember des disember"
    ),
    weekdays="senin sen isnin; selasa sel; rabu rab; kamis kam khamis; jumat jum; sabtu sab; minggu min ahad",
    until="hingga; sampai; s/d; sd; sehingga; sampai dengan",
    back="kembali; masuk; kembali bekerja; masuk kembali; aktif kembali; akan kembali; berada di kantor",
    automatic=(
        "balasan otomatis; jawaban otomatis; di luar kantor; cuti; sedang cuti; tidak di kantor; pesan otomatis; "
        "tidak berada di kantor; balas otomatis; balasan automatik; respons otomatis; di luar pejabat"
    ),
    away=(
        "saya sedang cuti; sedang cuti; sedang dalam cuti; saya cuti; sedang tidak di kantor; "
        "tidak berada di kantor; sedang di luar kantor; berada di luar kantor; akan cuti; "
        "akan berada di luar kantor; cuti melahirkan; sedang dinas; sedang dalam perjalanan; sedang berlibur; "
        "sedang liburan; cuti tahunan; cuti sakit; akses terbatas; saya akan kembali; di luar kantor; "
        "tidak masuk kantor; tidak di kantor; cuti dari; cuti sampai; cuti hingga; sedang bercuti"
    ),
    absent=(
        "dinas; cuti; sakit; tutup; libur; pelatihan; konferensi; pameran; tidak di kantor; tidak berada; terbatas; "
        "di luar kantor; bepergian; tidak masuk"
    ),
    received=(
        "telah menerima permintaan/pesan/email/pertanyaan/pesanan/laporan; sudah menerima permintaan/pesan/email; "
        "permintaan/pesan/email/laporan/tiket anda telah … diterima/dibuat/tercatat/terdaftar/kami; "
        "terima kasih telah menghubungi; terima kasih sudah menghubungi; "
        "terima kasih atas pesan/email/pertanyaan/permintaan; tiket … telah … dibuat; tiket dukungan; tiket baru; "
        "permintaan anda sudah; kami telah menerima; terima kasih kerana menghubungi"
    ),
    ticket=(
        "nomor tiket; tiket; nomor permintaan; nomor referensi; ticket; balasan otomatis; otomatis; pesan otomatis; "
        "jangan membalas; jangan balas; mohon tidak membalas; nomor laporan; no tiket; nomor kasus; secara otomatis"
    ),
    promise="dalam waktu … jam/hari; dalam … jam/hari; sesegera mungkin; secepatnya",
    departed=(
        "tidak lagi bekerja; sudah tidak bekerja; tidak bekerja lagi; sudah tidak lagi; "
        "telah meninggalkan perusahaan; sudah keluar dari perusahaan; telah keluar dari; sudah resign; telah resign; "
        "telah mengundurkan diri; sudah pensiun; telah pensiun; pensiun; tidak lagi digunakan; "
        "sudah tidak digunakan; tidak aktif lagi; sudah tidak aktif; tidak digunakan lagi; tidak lagi aktif; "
        "bukan lagi karyawan; tidak lagi menggunakan; sudah tidak menggunakan; tidak lagi bergabung"
    ),
    moved=(
        "alamat email baru; email baru; alamat baru; alamat email saya berubah; ganti email; perubahan alamat email; "
        "alamat email saya telah; email saya telah berubah; alamat e-mail baru; pindah ke email"
    ),
    challenge=(
        "konfirmasi pesan; klik … mengirim*; bukan robot; verifikasi pengirim; konfirmasi bahwa anda manusia; "
        "klik … konfirmasi; klik … verifikasi; anda bukan robot; bahwa anda adalah manusia; klik … mengonfirmasi"
    ),
    stop=(
        "hapus saya/kami/email/alamat/nama/data; keluarkan saya/kami/email/alamat/nama; tolong/mohon/harap hapus "
        "saya/kami/email/alamat/nama/dari; jangan kirim/kirimi/hubungi/email/menghubungi/mengirim/ganggu … "
        "lagi/saya/kami/email/pesan; jangan hubungi; jangan kirim; berhenti mengirim*/menghubungi/mengemail/kirim; "
        "hentikan pengiriman/mengirim*/email/kiriman; tidak ingin/mau/mau lagi menerima; tidak ingin … menerima; tidak "
        "mau … menerima; stop kirim/email/mengirim*; tidak usah kirim … lagi; mohon tidak … menghubungi/mengirim*; tolong "
        "… berhenti; jangan mengirim*; saya ingin berhenti berlangganan; tidak ingin dihubungi; tidak mau dihubungi; "
        "mohon berhenti; hapus … data pribadi? saya; penghapusan data pribadi? saya; cabut/mencabut … persetujuan; jangan "
        "ganggu saya"
    ),
    stop_alone=(
        "berhenti; berhenti berlangganan; stop; hapus; batal; batalkan; hentikan; keluar; hapus saya; unsubscribe; "
        "berhenti langganan"
    ),
    refusal=(
        "tidak tertarik; belum tertarik; kurang tertarik; tidak terima kasih; terima kasih tidak; tidak butuh; "
        "tidak membutuhkan; belum membutuhkan; belum butuh; tidak perlu; belum perlu; saat ini tidak; "
        "saat ini belum; untuk saat ini belum; sudah punya; sudah ada; sudah memiliki; maaf tidak; tidak cocok; "
        "tidak berminat; belum berminat; tidak ada kebutuhan; belum ada kebutuhan; tidak ada anggaran; "
        "tidak untuk saat ini; mohon maaf belum"
    ),
    wrong=(
        "bukan orang yang tepat; orang yang salah; salah orang; bukan bagian saya; bukan tanggung jawab saya; "
        "bukan bidang saya; silakan hubungi; silahkan hubungi; hubungi rekan; saya bukan penanggung; salah alamat; "
        "bukan wewenang saya; bukan orangnya"
    ),
    meeting=(
        "telepon saya; hubungi saya; telpon saya; bisa kita bicara/bertemu/meeting; bisakah kita; "
        "mari kita bicara/bertemu/jadwalkan/diskusi*; jadwalkan; meeting; pertemuan; rapat; panggilan; "
        "kapan … waktu/bisa/luang; atur jadwal; bertemu; ngobrol; bicara lewat telepon; diskusi; bisa telepon; "
        "cocok untuk saya; silakan telepon"
    ),
    interest=(
        "saya tertarik; kami tertarik; tertarik; kedengarannya bagus/menarik; terdengar bagus/menarik; ya tolong; "
        "ya terima kasih; ya boleh; boleh; dengan senang hati; menarik; tentu; tentu saja; saya ingin; kami ingin; "
        "saya mau; berminat; saya berminat; ya saya tertarik; sangat menarik; baik silakan; setuju; saya minat"
    ),
    question=(
        "informasi lebih lanjut; info lebih lanjut; informasi lebih/tambahan; lebih detail; detail lebih; "
        "berapa harga*; berapa biaya*; harganya; harga; "
        "kirimkan/kirim … penawaran/informasi/proposal/brosur/harga/detail/katalog; penawaran; daftar harga; "
        "bisa dikirim*; bisa kirim*; mohon kirim*; tolong kirim*; ingin tahu lebih; proposal; brosur; katalog; "
        "jelaskan lebih; bagaimana cara; cara kerjanya; bagaimana … bekerja"
    ),
    referral="saya teruskan; kami teruskan; meneruskan; telah diteruskan; sudah diteruskan; akan diteruskan",
    negation="tidak; jangan; belum; bukan; tak",
)

CHINESE = Language(
    code="zh",
    wrote="写道; 写到; 寫道; 寫到; 撰寫; 写了; 寫了; 来信; 來信; 的来信",
    sender="发件人; 寄件者; 寄件人; 發件人; 来自; 自; 发自; 寄件者姓名",
    sent=("发送时间; 日期; 发件时间; 傳送日期; 寄件日期; 时间; 時間; 已傳送; 寄送日期; 发送日期; 發送時間; 寄送時間; 已传送"),
    to="收件人; 收件者; 抄送; 副本; 至; 副本抄送; 抄送人; 密件副本",
    subject="主题; 主旨; 标题; 主題; 標題",
    original=(
        "原始邮件; 原始郵件; 转发的邮件; 轉寄的郵件; 转发邮件; 原始信息; 邮件原件; 原邮件; 轉寄郵件; 原始訊息; "
        "已转发邮件; 轉寄信件; 转发邮件信息; 回复的原邮件; 回复的邮件; 已轉寄的郵件; 原始约会; 下面是被转发邮件; "
        "被转发邮件; 开始转发的邮件; 下面是转发的邮件; 回复的原信息; forwarded message; 轉寄郵件開始; 原文; "
        "已轉寄郵件"
    ),
    device=(
        "发自我的; 从我的; 发送自; 來自我的; 从 windows 版邮件发送; 發自我的; 获取适用于; 取得適用於; 从手机; "
        "發送自; 傳送自; 从我的 iphone 发送; 從我的; 来自 iphone; 來自 iphone; 获取 outlook; 取得 outlook; "
        "从移动设备发送; 下载 outlook; 来自移动端; 发自手机; 來自手機"
    ),
    months="一月; 二月; 三月; 四月; 五月; 六月; 七月; 八月; 九月; 十月; 十一月; 十二月",
    weekdays=(
        "星期一 周一 週一 禮拜一 礼拜一; 星期二 周二 週二; 星期三 周三 週三; 星期四 周四 週四; 星期五 周五 週五; "
        "星期六 周六 週六; 星期日 星期天 周日 週日"
    ),
    until="至; 到; 直到; 之前; 截至; 为止; 為止",
    back=(
        "返回; 回来; 回到; 恢复; 回來; 恢復; 返工; 上班; 回办公室; 返岗; 回公司; 返抵; 重返; 复工; 起回复; 后回复; 起正常; "
        "起回覆; 後回覆; 開工"
    ),
    automatic=(
        "自动答复; 自动回复; 自動回覆; 自動答覆; 不在办公室; 不在辦公室; 外出; 休假; 自动回覆; 外出自动回复; "
        "自動回信; 休假中; 外出中; 自动应答; 自動回復; 休假通知; 外出通知; 自动回信; 不在公司; 假期自动回复; "
        "度假自动回复"
    ),
    away=(
        "我正在休假; 我在休假; 休假中; 正在休假; 目前休假; 我将休假; 我將休假; 不在办公室; 不在辦公室; 外出中; "
        "正在出差; 出差中; 我在出差; 目前出差; 产假; 產假; 病假; 年假; 正在度假; 在度假; 无法及时回复; 無法及時回覆; "
        "无法及时处理; 不能及时回复; 请假; 請假; 休假至; 休假到; 将于…返回; 休年假; 不在公司; 无法立即回复; "
        "無法立即回覆; 放假; 无法查看邮件; 无法及时查看; 无法收取邮件"
    ),
    absent=(
        "出差; 病假; 产假; 產假; 休假; 请假; 請假; 放假; 年假; 培训; 培訓; 展会; 外出; "
        "不在办公室; 不在辦公室; 无法及时; 無法即時; 無法及時; 停业; 停業; 休息; 婚假; 调休; 離開辦公室"
    ),
    received=(
        "已收到您的; 收到您的来信; 收到您的請求; 收到您的请求; 收到您的邮件; 我们已收到; 我們已收到; 已经收到您的; "
        "已經收到您的; 感谢您的来信; 感謝您的來信; 感谢您联系; 感謝您聯繫; 感謝您與我們聯絡; 您的请求已; 您的請求已; "
        "工单已; 工單已; 已创建工单; 已為您建立; 已为您创建; 您的邮件已收到; 您的問題已; 您的问题已; 收到您的信件; "
        "收到您的來信; 已受理; 感谢您与我们联系; 您的来信已收到; 您的工单; 您的案件; 感謝您的聯絡; 已收到你的; "
        "收到您的諮詢; 收到您的咨询; 工單…建立; 工单…创建"
    ),
    ticket=(
        "工单编号; 工单号; 工單編號; 工单; 工單; 票号; 编号; 編號; 案件编号; 案件編號; 自动回复; 自动; 自動; "
        "请勿回复; 請勿回覆; 系统邮件; 系統郵件; 参考编号; 參考編號; 案号; 单号; 請勿直接回覆; 请勿直接回复; 系统自动"
    ),
    promise="工作日; 营业日; 營業日; 小时内; 小時內; 尽快回复; 尽快与您; 尽快处理; 尽快為您; 盡快回覆; 盡快與您; 盡快處理",
    departed=(
        "已离职; 已離職; 已经离职; 已經離職; 不再任职; 不再任職; 已退休; 退休; 不再在本公司; 不再使用; 已停用; 离开公司; "
        "離開公司; 不再就职; 已从公司离职; 已不在公司; 已不在本公司; 不再工作; 停止使用; 已离开; 已離開; 离开了公司; "
        "離開了公司; 此邮箱不再; 此信箱不再; 该邮箱已不再; 不再在公司; 不再供职; 不再在此; 不再为本公司; 不再為本公司; "
        "已不在…工作; 不在本公司; 已注销; 已註銷; 已停业"
    ),
    moved=(
        "新邮箱; 新的邮箱; 新郵箱; 新的郵箱; 新信箱; 新的信箱; 邮箱已更改; 邮箱已变更; 新的电子邮件; 新的電子郵件; "
        "更换邮箱; 更換信箱; 邮箱地址已; 新电子邮箱; 信箱已變更; 新邮件地址; 新的邮件地址; 郵件地址已更改; 邮箱变更; "
        "邮箱已更换; 電子郵件地址已; 电子邮件地址已"
    ),
    challenge=(
        "确认您的邮件; 確認您的郵件; 点击…确认; 點擊…確認; 不是机器人; 不是機器人; 验证发件人; 驗證寄件者; "
        "请点击…投递; 发件人验证; 验证您是真人; 点击…投递; 點擊…投遞; 证明您是; 人机验证"
    ),
    stop=(
        "请不要再; 請不要再; 不要再联系; 不要再聯絡; 不要再聯繫; 不要再发; 不要再發; 不要再寄; 不要再給我; "
        "不要再给我; 别再发; 別再發; 别再联系; 別再聯絡; 别再给我; 請勿再; 请勿再; 停止发送; 停止發送; "
        "停止寄送; 停止联系; 停止聯絡; 移除我的; 刪除我的; 删除我的; 将我移除; 將我移除; 把我移除; "
        "把我从…移除; 把我從…移除; 把我从…删除; 把我從…刪除; 将我从…移除; 將我從…移除; 将我从…删除; "
        "將我從…刪除; 取消我的订阅; 取消我的訂閱; 不想再收到; 不希望再收到; 不想收到; 不希望收到; 不再接收; "
        "不要给我发; 不要給我發; 请勿打扰; 請勿打擾; 不要打扰; 不要打擾; 我要退订; 请退订; 請取消訂閱; "
        "请取消订阅; 拒收; 不要联系我; 不要聯絡我; 请停止; 請停止; 不愿再收到; 從名單中移除; 从名单中移除; "
        "从邮件列表中移除; 從郵件列表中移除; 从列表中删除; 移出名单; 移出列表; 移出邮件列表; 移出名單; "
        "別再聯繫; 删除我的个人信息; 删除我的数据; 刪除我的個人資料; 我撤回同意; 别烦我; 別煩我; 不要再骚扰; "
        "不要再騷擾; 别骚扰我; 停止骚扰; 停止騷擾"
    ),
    stop_alone="退订; 退訂; 取消订阅; 取消訂閱; td; 停止; 拒收; 移除; 删除; 刪除; stop; 退出; 请退订; 取消; 請退訂",
    refusal=(
        "不感兴趣; 不感興趣; 没有兴趣; 沒有興趣; 没兴趣; 沒興趣; 无兴趣; 無興趣; 不用了; 不需要; 暂不需要; 暫不需要; "
        "暂时不需要; 暫時不需要; 不必了; 不考虑; 不考慮; 暂不考虑; 暫不考慮; 谢谢不用; 謝謝不用; 没有需求; 沒有需求; "
        "无需求; 目前没有; 目前沒有; 已经有了; 已經有了; 我们已有; 我們已有; 抱歉不; 不适合我们; 不適合我們; 婉拒; "
        "没有这个需求; 无此需求; 没有预算; 沒有預算; 没有计划; 沒有計劃; 已有供应商; 已有合作; "
        "没有意向; 无意向; 暂无意向; 沒有意願; 已经有供应商; 已經有供應商; 已有供應商; 已经有合作; "
        "已經有合作; 有固定的供应商;"
    ),
    wrong=(
        "不是负责人; 不是負責人; 找错人; 找錯人; 不负责; 不負責; 不是我负责; 不是我負責; 请联系我的同事; "
        "請聯絡我的同事; 請聯繫我的同事; 联系错; 聯絡錯; 不是我的职责; 不是我的職責; 不归我管; 不歸我管; 不是合适的; "
        "不是合適的; 发错人; 發錯人; 不是相关负责人; 不是相關負責人; 不属于我的; 不屬於我的; 不是我的工作"
    ),
    meeting=(
        "给我打电话; 給我打電話; 打电话给我; 打電話給我; 请致电; 請致電; 可以聊; 可以谈; 可以談; 约个时间; 約個時間; "
        "安排会议; 安排會議; 安排电话; 安排電話; 开会; 開會; 会议; 會議; 通话; 通話; 见面; 見面; 什么时候方便; "
        "什麼時候方便; 何时方便; 何時方便; 有空; 方便的时间; 方便的時間; 通电话; 通電話; 电话联系; 電話聯繫; "
        "电话沟通; 約時間; 约时间; 打我电话; 打我電話; 时间可以; 時間可以; 明天可以; 打给我; 打給我; 聊一聊; 聊聊"
    ),
    interest=(
        "感兴趣; 感興趣; 有兴趣; 有興趣; 听起来不错; 聽起來不錯; 听起来很好; 很有意思; 听起来很有趣; 聽起來很有趣; "
        "好的; 可以; 没问题; 沒問題; 当然; 當然; 乐意; 樂意; 愿意; 願意; 不错; 不錯; 想了解; 想要了解; 很好; 是的; "
        "有需要; 想试试; 想試試; 同意; "
        "有意向; 有意愿; 试一下; 試一下; 试试; 試試"
    ),
    question=(
        "更多信息; 更多資訊; 更多資料; 更多资料; 详细信息; 詳細資訊; 详细资料; 詳細資料; 多少钱; 多少錢; 价格; 價格; "
        "报价; 報價; 费用; 費用; 发给我; 發給我; 寄給我; 请发; 請發; 请提供; 請提供; 资料; 資料; 了解更多; 了解一下; "
        "怎么收费; 如何收费; 如何收費; 请寄; 請寄; 目录; 介绍一下; 介紹一下; 怎么用; 如何运作; 怎么运作; "
        "如何運作; 怎麼運作; 如何使用; 怎么操作; 试用; 試用; 演示; 演示一下"
    ),
    referral="转发给; 轉發給; 转给; 轉給; 转交; 轉交; 抄送给; 抄送給; 转达给; 轉達給",
    negation="不; 没; 沒; 别; 勿; 無; 无",
)

JAPANESE = Language(
    code="ja",
    wrote=(
        "のメール; のメッセージ; 書きました; さんは書きました; のメール:; さんからのメール; が書きました; "
        "様のメール; さんのメール"
    ),
    sender="差出人; 送信者; from; 発信者",
    sent="送信日時; 日付; 送信日; 日時; 送信済み; 送信時刻",
    to="宛先; cc; 宛て先; 受信者",
    subject="件名; 題名",
    original=(
        "元のメッセージ; 転送されたメッセージ; 元のメール; オリジナルメッセージ; 転送メッセージ; original message; "
        "転送されたメール; 転送メール; 元のメールメッセージ; 転送されたメッセージの始まり; 元の予定; "
        "返信元メッセージ; 原文; 転送されたメッセージを開始"
    ),
    device=(
        "iphoneから送信; ipadから送信; から送信; outlook for ios を入手; outlook for ios; outlook for android; "
        "androidから送信; スマートフォンから送信; を入手; 私のiphoneから; モバイルから送信; 携帯から送信; "
        "版のメールから送信"
    ),
    months="1月‌; 2月‌; 3月‌; 4月‌; 5月‌; 6月‌; 7月‌; 8月‌; 9月‌; 10月‌; 11月‌; 12月‌",
    weekdays="月曜日 月曜; 火曜日 火曜; 水曜日 水曜; 木曜日 木曜; 金曜日 金曜; 土曜日 土曜; 日曜日 日曜",
    until="まで; より前; 迄",
    back=(
        "戻り; 戻る; 復帰; 出社; 以降; 再開; 帰社; 出勤; 復職; 営業開始; より通常; から通常; より営業; から営業; より順次; "
        "から順次; より平常; "
        "から平常; より対応; から対応; よりご; からご返; から返信; より返信"
    ),
    automatic=(
        "自動応答; 自動返信; 自動回答; 不在; 不在通知; 休暇; 外出; 自動送信; 不在のお知らせ; 休暇中; 外出中; "
        "自動応答メール; 自動返信メール; 休業のお知らせ; 不在応答; 不在連絡; 不在にしております"
    ),
    away=(
        "不在にしております; 不在にしています; 不在にいたします; 不在です; 不在となります; 休暇をいただいて; 休暇中; "
        "休暇を頂いて; 休暇を取得; 休みをいただいて; お休みをいただ; お休みを頂; 出張中; 出張のため; 外出して; "
        "育児休業; 産休; 育休; 夏季休業中; 夏季休業の; 夏季休業と; 夏季休業を; 夏季休業に; 年末年始休業; 休業とさせて; "
        "休業中; 休業いたします; 不在のため; 返信が遅れ; "
        "出張して; 夏季休暇; 年末年始; 長期休暇; 有給休暇; 不在とな; 休暇のため; 返信が遅く; 休ませて"
    ),
    absent=(
        "出張; 療養; 病欠; 入院; 育児休; 産休; 育休; 産前産後; 休業; 休暇; 休み; 研修; 不在; 離れて; 離席; 席を外; 休診; "
        "定休; 有給; 忌引; 外出; 展示会; 閉館"
    ),
    received=(
        "お問い合わせを受け付け; お問い合わせいただき; お問い合わせありがとう; お問合せありがとう; お問合せを受け付け; "
        "受け付けました; 受付いたしました; 受け付けいたしました; 受付けました; 受付完了; 受領いたしました; "
        "受信いたしました; お問い合わせを承り; メールを受信しました; ご連絡いただきありがとう; チケットが作成; "
        "チケットを作成; お問い合わせ内容を; お問い合わせを受領; 確認次第; 担当者より; チケット番号; 発行されました"
    ),
    ticket=(
        "受付番号; お問い合わせ番号; お問合せ番号; チケット番号; チケット; 自動返信; 自動送信; 自動応答; 自動配信; "
        "返信しないで; 返信はご遠慮; 返信なさらない; ケース番号; 整理番号; 管理番号; 自動的に送信; 送信専用; "
        "返信できません"
    ),
    promise="営業日; 時間以内; 順次ご; 改めてご連絡; 追ってご連絡",
    departed=(
        "退職いたしました; 退職しました; 退職致しました; 退社いたしました; 退社しました; 退職しております; "
        "退職となりました; 在籍しておりません; 在籍していません; 定年退職; 使用しておりません; 使用されておりません; "
        "使われておりません; 利用しておりません; 使用していません; 異動いたしました; 異動しました; 閉鎖いたしました; "
        "退職された; 退職のため; 使用を停止; 現在使用され; 使用を終了; 退任; 閉鎖; 廃止; 使用できません; 廃業"
    ),
    moved=(
        "新しいメールアドレス; メールアドレスが変わり; メールアドレスを変更; メールアドレスが変更; アドレス変更; "
        "新アドレス; 新しいアドレス; アドレスが変わり; アドレスが変更; アドレスを変更; メールアドレス変更"
    ),
    challenge=(
        "確認のため…クリック; ロボットではない; 送信者の確認; 認証してください; クリックして…確認; "
        "クリックして…認証; 送信者認証; 人間であることを; 本人確認; 承認されるまで; 認証が必要"
    ),
    stop=(
        "配信停止をお願い; 配信を停止して; 配信停止を希望; 配信停止して; 配信停止お願い; 送らないで; "
        "送信しないで; 送付しないで; 連絡しないで; ご連絡はご遠慮; 連絡はご遠慮; ご連絡は控え; 連絡はお控え; "
        "ご連絡はお控え; 連絡を控えて; リストから削除; リストから外して; リストから除外; 削除してください; "
        "削除をお願い; 今後の連絡は不要; 今後のご連絡は不要; 今後の営業メールは不要; 今後メールは不要; "
        "今後のメールは不要; メールの送信を停止; 送信を停止; 送信を中止; 登録を解除して; 登録解除をお願い; "
        "解除してください; 受信を希望しません; 受け取りたくありません; 二度と連絡; 二度と送ら; メールを止めて; "
        "メールを送るのをやめ; 今後の送付はご遠慮; お送りいただかないよう; 送信はご遠慮; 送信をお控え; "
        "営業メールはお断り; 営業メールお断り; 配信を止めて; 今後一切; 送信停止を; 停止していただけ; "
        "メールしないで; メールを送らないで; 送信しないで; 連絡しないで; 送ってこないで; 控えください; "
        "お控えくださ; 連絡は不要; 連絡不要; ご遠慮くださ; 私の個人情報を削除; 同意を撤回します; もう送るな; "
        "送ってくるな; もう送ってこない"
    ),
    stop_alone="配信停止; 解除; 停止; 登録解除; 退会; 購読解除; 配信解除; 不要; stop; 配信停止希望; 送信停止",
    refusal=(
        "興味がありません; 興味はありません; 興味ありません; 興味がない; 興味ない; 結構です; 必要ありません; "
        "必要ございません; 必要としておりません; 不要です; 見送らせて; 見送りたい; 見送ることに; 見送りと; お断り; "
        "遠慮させて; 遠慮いたします; 遠慮します; 検討しておりません; 検討していません; 間に合って; 予定はありません; "
        "予定はございません; 導入済み; 今回は見送; 残念ながら; 辞退; 考えておりません; 必要はありません; "
        "必要はございません; ご期待に沿え; 必要性を感じ; ニーズがありません; ニーズはございません; 関心がありません; "
        "関心はありません; 既に導入済; すでに導入済; 他社を利用; 検討の予定は"
    ),
    wrong=(
        "担当ではありません; 担当ではございません; 担当者ではありません; 担当者ではございません; 担当外; "
        "担当しておりません; 担当していません; 部署が違い; 部署が異なり; 人違い; 別の者が担当; 別の担当; "
        "担当者にご連絡; 担当は別; 私の担当では; 宛先が違; 宛先をお間違え; 担当部署が"
    ),
    meeting=(
        "お電話ください; お電話をいただ; 電話してください; 電話ください; お電話いただけ; 打ち合わせ; 打合せ; "
        "ミーティング; 面談; お会い; 会議; 日程; ご都合; 都合の良い; 都合が良い; お時間; アポイント; 商談; お話を伺; "
        "お話しでき; 通話; オンラインで; お電話で; 電話で; お電話を; 明日の"
    ),
    interest=(
        "興味があります; 興味がございます; 興味あります; 興味を持ち; 興味深; 関心があります; 関心がございます; ぜひ; "
        "是非; お願いします; お願いいたします; お願い致します; 面白そう; 良さそう; はい; 検討したい; 前向きに; "
        "喜んで; 詳しく聞; 話を聞; 聞かせて; 知りたい; いいですね; 試してみたい; 試してみます; お試ししたい"
    ),
    question=(
        "詳細を; 詳しい; 資料を; 資料送付; 資料請求; 価格; 料金; 費用; 見積; お見積り; いくら; 送ってください; "
        "お送りください; 送っていただけ; お送りいただけ; 教えてください; 教えていただけ; 詳しく; 情報を; カタログ; "
        "教えて頂け; 送って頂け; どのような仕組; 仕組みを; どういう仕組; どのようなサービス; "
        "どんなサービス; デモを; お見積; トライアル"
    ),
    referral="転送いた; 転送し; 担当に回; 担当者に回; 担当者に共有; 担当に共有; ccに入れ; ccに追加",
    negation="ない; ません; 不",
)

KOREAN = Language(
    code="ko",
    wrote=(
        "님이 작성; 작성; 님이 작성한 메시지; 님이 다음을 작성; 썼습니다; 님이 썼습니다; 님의 말; 님이 쓴 글; "
        "님이 쓴 메시지; 다음과 같이 작성; 님이 보낸 메시지"
    ),
    sender="보낸 사람; 보낸사람; 발신; 발신자; 보낸이",
    sent="보낸 날짜; 날짜; 보낸 시간; 보낸날짜; 전송; 발송일; 보낸 시각",
    to="받는 사람; 받는사람; 참조; 수신; 수신자; 받는이",
    subject="제목",
    original=(
        "원본 메시지; 원본 메일; 전달된 메시지; 전달된 메일; 원본메시지; original message; 전달 메시지; 원문; "
        "전달한 메시지; 원본 이메일; 전달된 메시지 시작; 전달된 메시지의 시작; 전달 메일; 원본 약속"
    ),
    device=(
        "나의 iphone에서 보냄; 에서 보냄; 에서 보낸; 에서 전송; outlook 다운로드; ios용 outlook; android용 outlook; "
        "내 iphone에서; 에서 보냈습니다; 갤럭시에서 보냄; 에서 발송; outlook 받기; 에서 보내"
    ),
    months="1월‌; 2월‌; 3월‌; 4월‌; 5월‌; 6월‌; 7월‌; 8월‌; 9월‌; 10월‌; 11월‌; 12월‌",
    weekdays="월요일; 화요일; 수요일; 목요일; 금요일; 토요일; 일요일",
    until="까지",
    back=(
        "복귀; 돌아오; 돌아올; 출근; 복귀합니다; 돌아와; 업무 재개; 부터 근무; 부터 답변; 부터 회신; 부터 답장; 부터 가능; "
        "부터 업무; "
        "부터 정상; 부터 순차; 부터 처리; 부터 연락; 부터 확인"
    ),
    automatic=(
        "자동 회신; 자동회신; 자동 응답; 자동응답; 부재중; 부재 중; 휴가; 외출; 자동 답장; 부재 알림; 휴가중; "
        "휴가 중; 자동 답변; 부재중 자동; 자동 메시지; 부재중 안내"
    ),
    away=(
        "휴가 중입니다; 휴가중입니다; 휴가입니다; 휴가로; 부재중입니다; 부재 중입니다; 부재중이오니; 출장 중입니다; "
        "출장중입니다; 출장으로; 육아휴직; 출산휴가; 자리를 비웁니다; 자리를 비우; 연차; 사무실에 없습니다; 휴가를; "
        "병가; 부재중; 부재 중; 휴가 중; 휴직 중; 출장 중; 휴무; 회신이 늦어"
    ),
    absent=(
        "출장; 병가; 육아휴직; 출산휴가; 휴가; 휴무; 휴업; 교육; 부재; 연차; 반차; 사무실에 없; 자리를 비; 외근; 휴직; "
        "세미나; 컨퍼런스; 전시회; 휴진"
    ),
    received=(
        "문의가 접수; 문의하신 내용; 접수되었습니다; 접수 되었습니다; 메일을 받았습니다; 문의해 주셔서; "
        "문의해주셔서; 연락해 주셔서; 연락주셔서; 연락 주셔서; 티켓이 생성; 티켓이 등록; 요청이 접수; 요청이 등록; "
        "이메일이 접수; 메시지를 받았습니다; 메일이 정상적으로; 문의를 접수; 요청을 접수; 메일 주셔서"
    ),
    ticket=(
        "접수 번호; 접수번호; 티켓 번호; 티켓번호; 티켓; 문의 번호; 문의번호; 자동 회신; 자동 응답; 자동으로; "
        "발신 전용; 발신전용; 회신하지; 참조 번호; 요청 번호; 케이스 번호; 답장하지; 자동 발송; 회신되지; 회신이 되지"
    ),
    promise="영업일; 시간 이내; 시간이내; 빠른 시일; 빠른 시간",
    departed=(
        "퇴사하였습니다; 퇴사했습니다; 퇴사하였으며; 퇴사하여; 퇴사한; 퇴직하였습니다; 퇴직했습니다; 퇴직하여; 퇴직한; "
        "은퇴; 더 이상 근무하지; 더이상 근무하지; 근무하지 않습니다; 재직하지; 더 이상 사용하지; 더이상 사용하지; "
        "사용하지 않습니다; 사용하지 않는; 사용되지 않습니다; 사용되지 않는; 회사를 떠났; 이직하였습니다; 이직했습니다; "
        "정년퇴직; 사용이 중지; 폐쇄; 사용 중지"
    ),
    moved=(
        "새 이메일; 새로운 이메일; 새 메일; 새로운 메일; 이메일 주소가 변경; 메일 주소가 변경; 메일주소가 변경; "
        "이메일 변경; 주소가 변경; 변경된 이메일; 변경된 메일; 주소가 바뀌"
    ),
    challenge=(
        "메시지를 확인…클릭; 로봇이 아님; 발신자 확인; 발신자 인증; 클릭하여…인증; 클릭하여…확인; 사람임을; "
        "로봇이 아닙니다; 클릭하시면…전달; 인증해 주세요; 인증이 필요"
    ),
    stop=(
        "메일을 보내지; 메일 보내지; 이메일을 보내지; 이메일 보내지; 연락하지; 보내지 마세요; 보내지 말아; "
        "보내지 마십시오; 연락 주지; 연락하지 마; 목록에서 삭제; 목록에서 제외; 리스트에서 삭제; 리스트에서 "
        "제외; 명단에서 삭제; 명단에서 제외; 삭제해 주세요; 삭제해주세요; 삭제 바랍니다; 제외해 주세요; "
        "제외해주세요; 제외 바랍니다; 수신을 거부; 수신 거부합니다; 수신거부합니다; 수신 거부 부탁; 수신거부 "
        "부탁; 수신거부 요청; 받고 싶지; 받지 않겠; 발송을 중단; 발송 중단; 그만 보내; 구독을 취소; "
        "구독 취소해; 수신 거부 처리; 수신거부 처리; 중단해 주세요; 중단해주세요; 연락은 사양; 연락을 "
        "원하지; 수신을 원하지; 원치 않습니다 … 메일; 수신거부 해; 제 개인정보를 삭제; 제 개인정보 삭제; "
        "동의를 철회합니다; 그만 보내; 그만 좀 보내; 스팸 그만"
    ),
    stop_alone="수신거부; 수신 거부; 구독취소; 구독 취소; 중지; 삭제; 그만; 해지; 탈퇴; stop; 취소; 거부",
    refusal=(
        "관심이 없; 관심 없; 관심없; 필요하지 않; 필요 없; 필요없; 필요가 없; 괜찮습니다; 사양하겠; 사양합니다; "
        "거절; 어렵습니다; 어려울 것; 이미 사용; 이미 있; 현재는 계획; 계획이 없; 계획은 없; 죄송하지만; 유감; "
        "검토하지 않; 해당 사항이 없; 예산이 없; 진행하지 않; 고려하지 않; 해당 없; 아직은; 이미 사용 중; "
        "이미 이용 중; 이미 거래; 고려하고 있지 않; 검토하고 있지 않"
    ),
    wrong=(
        "담당자가 아닙; 담당이 아닙; 담당하지 않; 담당자가 아니; 담당이 아니; 제 업무가 아닙; 잘못 보내; "
        "다른 담당자; 다른 분이 담당; 담당자에게 연락; 담당자께 연락; 담당 부서가 아닙; 제 담당이; 저는 담당자; "
        "에게 문의; 에게 연락"
    ),
    meeting=(
        "전화 주세요; 전화주세요; 전화 부탁; 전화해 주세요; 전화해주세요; 통화; 미팅; 회의; 만나; 면담; 일정; "
        "시간이 되; 시간 되; 언제 가능; 가능한 시간; 약속; 이야기할 수; 편하신 시간; 화상; 전화 주시; 연락 주세요; "
        "연락주세요; 전화로"
    ),
    interest=(
        "관심이 있; 관심 있; 관심있; 관심이 많; 좋습니다; 좋아요; 좋을 것 같; 흥미롭; 네 부탁; 네 좋; 네,; 예,; "
        "물론; 기꺼이; 알고 싶; 듣고 싶; 검토해 보겠; 검토하겠; 부탁드립니다; 부탁드려요; 괜찮네요; 흥미가 있; "
        "원합니다; 진행하겠; 써보고 싶; 시도해 보; 테스트해 보고"
    ),
    question=(
        "자세한 정보; 더 많은 정보; 추가 정보; 상세한; 자세히; 가격; 비용; 견적; 얼마; 보내 주세요; 보내주세요; "
        "보내 주시; 보내주시; 자료; 설명해; 알려 주세요; 알려주세요; 소개서; 카탈로그; 제안서; "
        "문의드립니다; 자세한; 어떻게 작동; 어떤 서비스; 어떤 방식; 어떻게 진행; 데모; 시연; 체험"
    ),
    referral="전달하겠; 전달했; 전달드렸; 전달드리; 전달해; 포워딩; 포워드; 참조로 추가; 참조에 추가",
    negation="않; 없; 안; 못; 아니",
)

MALAY = Language(
    code="ms",
    wrote="menulis; telah menulis; tulis",
    sender="daripada; dari; pengirim",
    sent="dihantar; tarikh; dihantar pada",
    to="kepada; untuk; salinan",
    subject="subjek; perkara; tajuk",
    original="mesej asal; mesej dimajukan; e-mel asal; mesej yang dimajukan; permulaan mesej yang dimajukan",
    device="dihantar daripada; dihantar dari; dihantar melalui; dihantar dengan; dapatkan outlook; muat turun outlook",
    months=(
        "januari jan; februari feb; mac; april apr; mei; jun; julai jul; ogos ogo; september sep sept; oktober okt; "
        "november nov; disember dis"
    ),
    weekdays="isnin isn; selasa sel; rabu rab; khamis kha; jumaat jum; sabtu sab; ahad ahd",
    until="hingga; sehingga; sampai",
    back="kembali; kembali bertugas; akan kembali; kembali ke pejabat; bertugas semula; berada di pejabat",
    automatic=(
        "balasan automatik; mesej automatik; di luar pejabat; bercuti; sedang bercuti; tiada di pejabat; jawapan automatik"
    ),
    away=(
        "saya sedang bercuti; sedang bercuti; saya bercuti; akan bercuti; bercuti sehingga/hingga; tiada di pejabat; "
        "berada di luar pejabat; di luar pejabat sehingga/hingga; cuti tahunan; cuti sakit; cuti bersalin; "
        "bertugas di luar; akses terhad; tidak berada di pejabat; saya bercuti dari"
    ),
    absent=(
        "cuti; bercuti; sakit; tutup; ditutup; latihan; kursus; persidangan; pameran; tiada di; luar pejabat; terhad; tugasan"
    ),
    received=(
        "kami telah menerima; telah menerima e-mel/mesej/permintaan/pertanyaan/aduan; "
        "terima kasih kerana menghubungi; terima kasih atas e-mel/mesej/pertanyaan; "
        "permintaan/pertanyaan/mesej/tiket anda telah … diterima/dicipta/direkodkan; tiket baharu; tiket sokongan"
    ),
    ticket=(
        "nombor tiket; nombor rujukan; no rujukan; nombor permintaan; nombor kes; balasan automatik; "
        "secara automatik; jangan balas; mesej automatik; sila jangan balas"
    ),
    promise="dalam masa … jam/hari; secepat mungkin; dalam tempoh",
    departed=(
        "tidak lagi bekerja; sudah tidak bekerja; tidak bekerja lagi; telah meninggalkan syarikat; "
        "telah berhenti kerja; telah meletak jawatan; telah bersara; bukan lagi kakitangan; tidak lagi digunakan; "
        "tidak lagi aktif; tidak lagi bersama; sudah tidak aktif"
    ),
    moved=("alamat e-mel baharu; alamat e-mel baru; e-mel baharu; e-mel baru; alamat baharu; e-mel saya telah; pertukaran e-mel"),
    challenge=("sahkan mesej; klik … menghantar*; bukan robot; pengesahan penghantar; sahkan bahawa anda manusia; klik … sahkan"),
    stop=(
        "buang/padam/keluarkan saya/kami/e-mel/alamat/nama; sila/tolong buang/padam/keluarkan/berhenti; "
        "jangan hantar/hubungi/e-mel/ganggu … lagi/saya/kami/e-mel/mesej; jangan hubungi; jangan hantar; "
        "berhenti menghantar/menghubungi/hantar/e-mel; hentikan penghantaran/e-mel/menghantar; "
        "tidak mahu/ingin … menerima; tidak mahu dihubungi; tidak mahu lagi; saya ingin berhenti melanggan; "
        "tak nak … terima"
    ),
    stop_alone="berhenti; berhenti melanggan; padam; buang; hentikan; batal langganan; nyahlanggan; keluarkan saya",
    refusal=(
        "tidak berminat; kurang berminat; tak berminat; tidak terima kasih; terima kasih tidak; tidak perlukan; "
        "tidak memerlukan; tidak perlu; buat masa ini tidak; tidak buat masa ini; sudah ada; kami sudah mempunyai; "
        "kami telah mempunyai; maaf tidak; tidak sesuai; tiada bajet; tiada keperluan; belum berminat"
    ),
    wrong=(
        "bukan orang yang betul; orang yang salah; salah orang; bukan bahagian saya; bukan tanggungjawab saya; "
        "bukan bidang saya; sila hubungi rakan/kakitangan/pengurus/jabatan; hubungi rakan sekerja; saya bukan orang"
    ),
    meeting=(
        "telefon saya; hubungi saya; boleh kita berbincang/berjumpa/bercakap; bolehkah kita; "
        "mari kita berbincang/berjumpa; mesyuarat; temu janji; bila … masa/lapang/boleh; berjumpa; berbincang; "
        "panggilan; sesuai untuk saya; tetapkan masa"
    ),
    interest=(
        "saya berminat; kami berminat; berminat; bunyinya menarik/bagus; ya sila; ya tolong; ya terima kasih; "
        "ya boleh; dengan senang hati; sangat menarik; sudah tentu; saya ingin; kami ingin; saya mahu; kami mahu; "
        "baiklah"
    ),
    question=(
        "maklumat lanjut; maklumat tambahan; lebih lanjut; butiran lanjut; berapa harga*; berapa kos*; harganya; "
        "hantarkan/hantar … maklumat/sebut harga/harga/katalog/risalah; sebut harga; senarai harga; boleh hantar*; "
        "ingin tahu lebih; risalah; katalog; bagaimana … berfungsi; bagaimana cara"
    ),
    referral="saya majukan; panjangkan; memanjangkan; dipanjangkan; telah dimajukan",
    negation="tidak; tak; bukan; jangan; tanpa; belum",
)

TAGALOG = Language(
    code="tl",
    wrote="sumulat si; isinulat ni; sumulat; ay sumulat; nagsulat si",
    sender="mula kay; mula sa; galing kay; nagpadala",
    sent="ipinadala; petsa; ipinadala noong",
    to="para kay; kay; para sa",
    subject="paksa",
    original="orihinal na mensahe; ipinasang mensahe; naipasang mensahe",
    device="ipinadala mula; ipinadala gamit; ipinadala galing; kunin ang outlook",
    months=(
        "enero ene; pebrero peb; marso mar; abril abr; mayo; hunyo hun; hulyo hul; agosto ago; setyembre set; "
        "oktubre okt; nobyembre nob; disyembre dis"
    ),
    weekdays="lunes lun; martes; miyerkules miy; huwebes huw; biyernes biy; sabado sab; linggo lin",
    until="hanggang; hanggang sa",
    back="babalik; pagbabalik; makakabalik; muling papasok; balik; babalik sa opisina; magbabalik",
    automatic="awtomatikong tugon; awtomatikong sagot; wala sa opisina; nakabakasyon; awtomatikong mensahe; naka-leave",
    away=(
        "nakabakasyon ako; ako … ay nakabakasyon; nakabakasyon … hanggang; wala ako … sa opisina; "
        "ako … ay wala sa opisina; naka-leave ako; ako … ay naka-leave; nasa labas ng opisina; nasa bakasyon; "
        "limitado ang access; nasa biyahe ako; wala sa opisina hanggang"
    ),
    absent=("bakasyon; nakabakasyon; may sakit; sarado; pagsasanay; kumperensya; wala sa; limitado; naka-leave; biyahe; piyesta"),
    received=(
        "natanggap namin ang iyong/inyong; natanggap na namin; salamat sa pakikipag-ugnayan; "
        "maraming salamat sa pakikipag-ugnayan; salamat sa iyong/inyong mensahe/email/kahilingan/tanong; "
        "ang iyong/inyong kahilingan/mensahe/tiket ay natanggap/nagawa/naitala"
    ),
    ticket=(
        "numero ng tiket; ticket number; reference number; awtomatikong tugon; awtomatiko; huwag tumugon; "
        "huwag sagutin; huwag mag-reply; awtomatikong mensahe"
    ),
    promise="sa lalong madaling panahon; sa loob ng",
    departed=(
        "hindi na nagtatrabaho; hindi na ako nagtatrabaho; umalis na sa kumpanya; umalis na siya; umalis na ako; "
        "nagretiro na; nagbitiw na; nag-resign na; hindi na ginagamit; hindi na aktibo; hindi na konektado; "
        "hindi na ako konektado"
    ),
    moved=("bagong email; bagong email address; ang bago kong email; nagpalit ng email; bago kong address; nagbago ang email"),
    challenge="kumpirmahin … mensahe; i-click … maihatid; hindi ka robot; kumpirmahin … tao; patunayan na",
    stop=(
        "tanggalin/alisin/burahin/tanggalin mo/alisin mo/tanggalin ninyo/alisin ninyo ako/kami/ang/aking/na; "
        "huwag na po? kayong/kang/mo/ninyo akong? mag-email/magpadala/sumulat/tumawag/i-email/padalhan; "
        "huwag na po? mag-email/magpadala/sumulat; huwag mo/ninyo na? akong padalhan/i-email/kontakin; "
        "paki-alis/pakialis/paki-tanggal/pakitanggal/pakibura po? ako/kami/ang/na; tigilan mo/ninyo/na; "
        "itigil … pagpapadala/pag-email/email; tumigil … pagpapadala/pag-email; "
        "ayaw ko/kong/na/naming … makatanggap/tumanggap; ayoko nang makatanggap; ayaw ko na; ayoko na"
    ),
    stop_alone="itigil; tigil; tanggalin; alisin; ihinto; tanggalin ako; alisin ako; tanggalin mo ako; alisin mo ako",
    refusal=(
        "hindi ako/kami interesado; hindi interesado; walang interes; hindi salamat; salamat pero hindi; "
        "hindi po salamat; hindi namin kailangan; hindi ko kailangan; hindi na kailangan; hindi sa ngayon; "
        "sa ngayon hindi; mayroon na kami; meron na kami; pasensya na; hindi para sa amin; walang budget; "
        "wala kaming budget"
    ),
    wrong=(
        "hindi ako ang tamang tao; maling tao; hindi ko saklaw; hindi ako ang namamahala; hindi ako ang may hawak; "
        "makipag-ugnayan sa aking; kausapin mo si; kontakin mo si; kontakin ninyo si; sumulat ka kay"
    ),
    meeting=(
        "tawagan mo ako; tawagan ninyo ako; pwede ba tayong mag-usap/magkita; maaari ba tayong mag-usap/magkita; "
        "mag-usap tayo; pag-usapan natin; magkita tayo; kailan … libre/pwede/maaari/oras; pulong; mag-iskedyul; "
        "libre ako; pwede ako sa"
    ),
    interest=(
        "interesado ako; interesado kami; interesado; maganda ang; mukhang maganda; mukhang interesante; oo sige; "
        "oo salamat; oo po; sige po; opo; siyempre; gusto ko ng; gusto kong; gusto naming; kawili-wili"
    ),
    question=(
        "karagdagang impormasyon; karagdagang detalye; higit pang impormasyon; magkano; ano ang presyo; ipadala mo; "
        "ipadala ninyo; pakipadala; pwede mo bang ipadala; presyo; listahan ng presyo; katalogo; brochure"
    ),
    referral="ipinasa ko; ipapasa ko; ifinorward ko; ipinadala ko kay; ipapadala ko kay",
    negation="hindi; huwag; wala; walang; ayaw; ayoko",
)

ALL = (THAI, VIETNAMESE, INDONESIAN, CHINESE, JAPANESE, KOREAN, MALAY, TAGALOG)
