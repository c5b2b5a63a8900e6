# Machine-made; not reviewed by a person yet.

delivery-title = إرسال الرسائل
delivery-lead = هنا ترون ما إذا كانت الرسائل تصل، وما يمكنكم فعله إن لم تصل.
delivery-list = ما يحتاج إلى انتباهكم
delivery-none = كل شيء على ما يرام: لا توجد رسالة عالقة.
delivery-retry = المحاولة مرة أخرى
delivery-no-name = دون اسم

delivery-held-title = الإرسال متوقف
delivery-held-text = بعد استعادة البيانات ينتظر كل شيء موافقتكم: ربما أُرسلت بعض هذه الرسائل من قبل. أما روابط دخول المنظِّمين فتُرسل رغم ذلك.
delivery-release = السماح بالإرسال

delivery-trouble-title = خادم البريد لا يقبل شيئًا حاليًا
delivery-trouble-unreachable = لا يمكن الوصول إلى خادم البريد. نواصل المحاولة تلقائيًا ولن يضيع شيء. إذا استمر ذلك أكثر من ساعة فنرجو سؤال الشخص المسؤول عن الخادم.
delivery-trouble-insecure = لا يستطيع خادم البريد إثبات هويته أو لا يشفّر الاتصال. نرجو فحص الإعداد SMTP_URL. لن يضيع شيء.
delivery-trouble-busy = يطلب خادم البريد الانتظار. نواصل المحاولة تلقائيًا ولن يضيع شيء.
delivery-trouble-login-refused = يرفض خادم البريد تسجيل الدخول: ربما تغيّرت كلمة المرور. نرجو فحص الإعداد SMTP_URL. لن يضيع شيء.
delivery-trouble-sender-refused = لا يسمح خادم البريد بعنوان المرسل. نرجو فحص الإعداد MAIL_FROM. لن يضيع شيء.

delivery-state-planned = في الانتظار
delivery-state-claimed = حان دورها
delivery-state-sending = قيد التسليم
delivery-state-accepted = سُلّمت
delivery-state-deferred = محاولة لاحقة
delivery-state-failed = لم تُسلّم
delivery-state-unknown = غير مؤكد
delivery-state-expired = لم تعد تُرسل
delivery-state-cancelled = لم تعد ضرورية

delivery-cause-recipient-refused = هذا العنوان غير موجود أو لا يقبل الرسائل. نرجو الاتصال بالشخص هاتفيًا وتصحيح العنوان.
delivery-cause-content-refused = رفض خادم البريد هذه الرسالة. نرجو الاتصال بالشخص هاتفيًا.
delivery-cause-address-unusable = لا يستطيع خادم بريدنا الإرسال إلى هذا العنوان. نرجو الاتصال بالشخص هاتفيًا وطلب عنوان آخر.
delivery-cause-later = يطلب خادم الشخص الانتظار. نواصل المحاولة تلقائيًا.
delivery-cause-gave-up = أجّلنا خادم الشخص طوال يومين. نرجو الاتصال بالشخص هاتفيًا.
delivery-cause-no-answer = انقطع الاتصال قبل أن يجيب خادم البريد. ربما وصلت الرسالة. نرجو السؤال قبل المحاولة مرة أخرى.
delivery-cause-interrupted = توقف البرنامج أثناء التسليم. ربما وصلت الرسالة. نرجو السؤال قبل المحاولة مرة أخرى.
delivery-cause-held = ستُرسل فور سماحكم بالإرسال.

delivery-purpose-confirmed = تأكيد المكان
delivery-purpose-waiting = قائمة الانتظار
delivery-purpose-moved-up = الحصول على مكان
delivery-purpose-cancelled = إلغاء التسجيل
delivery-purpose-already-signed-up = مسجل بالفعل
delivery-purpose-my-link = رابط التسجيل
delivery-purpose-conference-changed = موعد أو مكان جديد
delivery-purpose-conference-cancelled = إلغاء المؤتمر
delivery-purpose-survey-invitation = دعوة إلى الاستبيان
delivery-purpose-survey-reminder = تذكير بالاستبيان
delivery-purpose-organiser-sign-in = رابط الدخول
