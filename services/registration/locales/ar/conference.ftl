# Machine-made; not reviewed by a person yet.

conference-refused-wrong-state = لم يعد ذلك ممكنًا: انتهى المؤتمر أو أُلغي، أو سبقك شخص آخر. يُرجى إعادة تحميل الصفحة.
conference-refused-no-date = لم يُحدَّد اليوم بعد. يُرجى إدخال التاريخ أولًا.
conference-refused-in-the-past = هذا اليوم قد مضى. يُرجى اختيار يوم قادم.
conference-refused-ends-before-start = وقت الانتهاء قبل وقت البدء. يُرجى مراجعة الأوقات.
conference-refused-below-taken = هذا العدد من المقاعد محجوز من قبل. من لديه مقعد يحتفظ به؛ يُرجى إدخال عدد لا يقل عن المقاعد المحجوزة.
conference-refused-no-capacity = يُرجى إدخال عدد من 1 إلى 10000.

conference-sign-up = سجّل الآن
conference-sign-up-waiting = التسجيل في قائمة الانتظار
conference-programme = البرنامج
conference-facts = لمحة سريعة
conference-when = متى
conference-date-open = يُعلن الموعد لاحقًا
conference-where = أين
conference-directions = كيفية الوصول
conference-accessibility = إمكانية الوصول في المكان
conference-accessibility-unknown = لا تتوفر لدينا معلومات عن ذلك بعد. اكتب لنا عند التسجيل ما تحتاج إليه، أو اسأل الشخص المسؤول.
conference-places = الأماكن
conference-places-free = { $free ->
    [one] بقي مكان واحد من { $capacity }.
    [two] بقي مكانان من { $capacity }.
   *[other] الأماكن الشاغرة: { $free } من { $capacity }.
} { $waiting ->
    [0] {""}
    [one] شخص واحد في قائمة الانتظار.
    [two] شخصان في قائمة الانتظار.
   *[other] عدد المنتظرين: { $waiting }.
}
conference-places-full = جميع الأماكن ({ $capacity }) محجوزة. { $waiting ->
    [0] لا أحد في قائمة الانتظار بعد.
    [one] في قائمة الانتظار شخص واحد.
    [two] في قائمة الانتظار شخصان.
   *[other] عدد المنتظرين: { $waiting }.
}
conference-came = عدد المشاركين
conference-contact = أسئلة؟
conference-about = الموضوع
conference-topics = المحاور
conference-workshops = ورش العمل
conference-people = المشاركون في التنظيم
conference-hosts = الجهات المضيفة
conference-partners = الشركاء
conference-regions = من هذه المدن
conference-follow-up = ما الخطوة التالية
conference-asked = ما الذي نسأل عنه عند التسجيل
conference-asked-text = التسجيل مجاني ولا يحتاج إلى حساب.
conference-asked-privacy = لماذا نحتاج إلى هذه البيانات وكم نحتفظ بها
conference-notice-draft = هذه مسودّة. لا يرى هذه الصفحة إلا فريق التنظيم.
conference-notice-cancelled-title = أُلغي هذا المؤتمر
conference-notice-cancelled = وصلت رسالة إلكترونية إلى كل من سجّل.
conference-notice-over-title = انتهى هذا المؤتمر
conference-notice-over = شكرًا لكل من شارك. سنطلب ممن سجّل إبداء الرأي عبر البريد الإلكتروني.
conference-notice-full-title = جميع الأماكن محجوزة
conference-notice-full = يمكنك التسجيل في قائمة الانتظار. وإذا شغر مكان حصل عليه من انتظر أطول، وسيُبلَّغ بالبريد الإلكتروني.
