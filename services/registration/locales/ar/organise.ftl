# Machine-made; not reviewed by a person yet.

tab-navigation = صفحات المؤتمر
tab-conference = المؤتمر
tab-participants = المشاركون
tab-desk = الاستقبال
tab-needs = الاحتياجات
tab-results = النتائج
tab-mails = الرسائل

organise-title = مؤتمراتك
organise-import = إنشاء مؤتمر
organise-mails = عرض الرسائل
organise-empty-title = لا يوجد مؤتمر بعد
organise-empty-import = أنشئ المؤتمر الأول: تلصق نصًا قصيرًا له نموذج جاهز.
organise-empty-text = سيظهر المؤتمر هنا فور تسجيلك فيه.
organise-column-conference = المؤتمر
organise-column-when = متى وأين
organise-column-state = الحالة
organise-column-taken = الأماكن المحجوزة
organise-column-waiting = المنتظرون
organise-column-mails = الرسائل
organise-column-results = الآراء
organise-results = النتائج
organise-failing = { $count ->
    [one] رسالة واحدة لم تصل
    [two] رسالتان لم تصلا
    [few] { NUMBER($count) } رسائل لم تصل
   *[other] { NUMBER($count) } رسالة لم تصل
}
organise-none-failing = كل شيء على ما يرام
organise-state-draft = مسودّة
organise-state-published = منشور
organise-state-cancelled = ملغى
organise-state-over = انتهى
organise-account = حسابك
organise-everywhere-hint = هل سجّلت الدخول على جهاز غريب أو فقدت جهازًا؟ بهذا تنتهي جميع جلساتك، بما فيها هذه.
organise-everywhere = تسجيل الخروج من كل مكان

organise-import-title = إنشاء مؤتمرات أو تعديلها
organise-import-lead = الصق هنا نص ملفك. تصبح المؤتمرات الجديدة مسودّات، وما هو موجود بالاسم المختصر نفسه يُعدَّل.
organise-import-toml = نص الملف (TOML)
organise-import-hint = يوجد نموذج أسفل الاستمارة. أي خطأ يعني أنه لن يُحفظ شيء.
organise-import-wrong = يُرجى تصحيح الأسطر المذكورة أعلاه. لم يُحفظ أي شيء.
organise-import-send = حفظ
organise-import-example = نموذج

organise-conference-title = المؤتمر
organise-public-page = عرض الصفحة العامة
organise-figure-taken = الأماكن المحجوزة
organise-figure-waiting = المنتظرون
organise-figure-cancelled = ألغوا
organise-figure-attended = حضروا
organise-figure-failing = رسائل لم تصل
organise-publish = نشر
organise-publish-text = بعد ذلك يرى الجميع الصفحة ويمكنهم التسجيل.
organise-over = إنهاء المؤتمر
organise-over-text = يحدث ذلك تلقائيًا عند بلوغ وقت الانتهاء. بعدها يُرسل الاستبيان ولا تُقبل تسجيلات جديدة.
organise-capacity = عدد الأماكن
organise-capacity-label = إجمالي الأماكن
organise-capacity-hint = إذا زاد العدد حصل على الأماكن من انتظر أطول ووصلته رسالة. ولا يمكن أن يقل عن عدد الأماكن المحجوزة.
organise-capacity-send = تغيير العدد
organise-cancel = إلغاء المؤتمر
organise-cancel-summary = أريد إلغاء المؤتمر
organise-cancel-text = ستصل رسالة فورًا إلى جميع المسجّلين. لا يمكن التراجع عن ذلك.
organise-cancel-send = إلغاء الآن وإبلاغ الجميع

edit-heading = الوقت والمكان والنصوص
edit-lead = إذا غيّرت الوقت أو المكان وصلت رسالة بالمعلومات الجديدة إلى جميع المسجّلين. أما البرنامج والورش والقوائم فتُعدَّل بلصق الملف من جديد:
edit-import = لصق الملف
edit-date = اليوم
edit-starts = البداية
edit-ends = النهاية
edit-city = المدينة
edit-place = المبنى أو القاعة
edit-address = العنوان
edit-contact-name = الشخص المسؤول
edit-contact-email = بريد الشخص المسؤول
edit-contact-phone = هاتف الشخص المسؤول
edit-title = العنوان
edit-send = حفظ التغييرات
date-missing = يُرجى إدخال اليوم.
date-wrong = يُرجى كتابة اليوم هكذا: 2027-04-07
starts-wrong = يُرجى كتابة الوقت هكذا: 09:30
ends-wrong = يُرجى كتابة الوقت هكذا: 16:00
capacity-wrong = يُرجى إدخال عدد صحيح.

people-title = المشاركون
people-search = الاسم أو المؤسسة أو البريد
people-search-send = بحث
people-state = الحالة
people-state-all = الكل
people-state-waiting = في الانتظار
people-state-confirmed = المكان مؤكد
people-state-cancelled = أُلغي
people-state-attended = تم الحضور
people-add = إضافة شخص
people-csv = القائمة بصيغة CSV
people-count = { $count ->
    [0] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { NUMBER($count) } أشخاص
   *[other] { NUMBER($count) } شخصًا
}
people-none-title = لم يُعثر على أحد
people-none = إما أنه لم يسجّل أحد بعد، أو أن البحث لا يطابق أحدًا.
people-number = الرقم
people-name = الاسم
people-organisation = المؤسسة
people-mail = آخر رسالة
people-since = تاريخ التسجيل
people-line = المرتبة { $place } في قائمة الانتظار
people-edit = تعديل البيانات
people-as-read = الأسئلة مكتوبة هنا كما يقرؤها الشخص أو يسمعها عبر الهاتف.
people-edit-send = حفظ التغييرات
people-address-taken = هذا العنوان يعود إلى تسجيل آخر، أو استُخدم اليوم مرات كثيرة.
people-mails = الرسائل إلى هذا الشخص
people-no-mails = لا شيء بعد.
people-mail-confirmed = تأكيد المكان
people-mail-waiting = الإضافة إلى قائمة الانتظار
people-mail-moved-up = الحصول على مكان من قائمة الانتظار
people-mail-cancelled = تأكيد الإلغاء
people-mail-already-signed-up = تنبيه: مسجّل من قبل
people-mail-my-link = رابط التسجيل
people-mail-conference-changed = تغيير الوقت أو المكان
people-mail-conference-cancelled = إلغاء المؤتمر
people-delivery-planned = مخطط لها
people-delivery-accepted = سُلّمت
people-delivery-deferred = تأخرت
people-delivery-failed = لم تُسلّم
people-delivery-bounced = عادت
people-delivery-unknown = غير مؤكد
people-delivery-expired = فات أوانها
people-delivery-cancelled = لم تعد لازمة
people-cancel = إلغاء تسجيل هذا الشخص
people-cancel-text = ينتقل المكان إلى أول شخص في قائمة الانتظار. وتصل رسالة إلى كليهما.
people-cancel-send = إلغاء التسجيل
people-add-title = إضافة شخص
people-add-lead = لمن يفضّل الاتصال هاتفيًا. تصل إلى الشخص الرسالة نفسها التي تصل إلى الجميع.
people-add-full = جميع الأماكن محجوزة. سيُضاف الشخص إلى قائمة الانتظار.
people-consent-photo = يوافق الشخص على الظهور في الصور.
people-consent-data = أخبرت الشخص لماذا نحتاج إلى بياناته وكم نحتفظ بها، وهو موافق.
people-add-send = إضافة
people-known = يوجد تسجيل بهذا العنوان. تجده في القائمة.
people-closed = لا تُقبل تسجيلات لهذا المؤتمر: لم يُنشر أو انتهى أو أُلغي.
people-address-limit = استُخدم هذا العنوان اليوم مرات كثيرة. يُرجى المحاولة غدًا.

desk-title = الاستقبال
desk-here = حضروا
desk-search = الاسم أو المؤسسة
desk-all = عرض الكل
desk-none = يظهر هنا كل من لديه مكان.
desk-tick = تسجيل الحضور
desk-undo = تراجع
desk-is-here = تم الحضور

needs-title = الاحتياجات
needs-confidential = سرّي: هذه البيانات محفوظة مشفّرة، وهي لك فقط لترتيب ما يلزم. وتُحذف بعد أسبوع من المؤتمر.
needs-none-title = لم يذكر أحد شيئًا حتى الآن
needs-none = يظهر هنا من ذكر عند التسجيل ما يحتاج إليه.
needs-counts = كم شخصًا يحتاج إلى ماذا
needs-people = من يحتاج إلى ماذا
needs-what = يحتاج إلى
needs-contact = للتواصل
