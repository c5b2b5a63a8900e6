# Machine-made; not reviewed by a person yet.

operator-representative = يمثلها:
operator-missing-title = هذه البيانات ما زالت ناقصة
operator-missing = لم يُسجَّل هنا بعدُ من يدير هذا الموقع. يجب أن يتم ذلك قبل استخدامه لتسجيلات حقيقية، عبر الإعدادات:

legal-notice-lead = المسؤول عن هذا الموقع (المادة 5 من قانون DDG):
legal-notice-series = من ينظم المؤتمرات
legal-notice-contacts = تجد في صفحة كل مؤتمر من يمكنك التواصل معه.
legal-notice-software = البرنامج
legal-notice-software-text = يعمل هذا الموقع ببرنامج Treffpunkt، وهو برنامج حر لمؤتمرات الجمعيات. تأتي الخطوط والصور والنصوص البرمجية من هذا الخادم وحده.

privacy-title = حماية البيانات
privacy-lead = تجد هنا ما نعرفه عنك ولماذا وكم نحتفظ به، وما يمكنك فعله حيال ذلك (المادة 13 من اللائحة العامة لحماية البيانات).
privacy-who = من المسؤول
privacy-organisers = الجهات التي تنظم المؤتمرات:
privacy-no-officer = لم يُسجَّل مسؤول عن حماية البيانات. يُرجى التواصل مع الجهة المذكورة أعلاه.
privacy-officer = مسؤول حماية البيانات:
privacy-what = ما نعرفه ولماذا
privacy-column-what = ماذا
privacy-column-why = لماذا
privacy-column-basis = الأساس القانوني
privacy-column-kept = إلى متى
privacy-must = من دون البيانات غير الاختيارية لا يمكننا منحك مكانًا ولا التواصل معك.

privacy-data-name = الاسم
privacy-data-addressed-as = طريقة المخاطبة
privacy-data-email = عنوان البريد الإلكتروني
privacy-data-language = لغة الرسائل
privacy-data-organisation = الجمعية أو الجهة أو المؤسسة
privacy-data-sector = المجال
privacy-data-place = المدينة
privacy-data-workshop = ورشة العمل المرغوبة
privacy-data-needs = ما تحتاج إليه لتشارك جيدًا
privacy-data-photo = الموافقة على الصور
privacy-data-signed-up = وقت تسجيلك وموافقتك ومكانك في القائمة
privacy-data-attended = هل حضرت
privacy-data-mails = الرسائل التي أرسلناها إليك وهل وصلت
privacy-data-address-limit = عدد الطلبات بعنوان بريد إلكتروني
privacy-data-client = عنوان IP
privacy-data-cookies = ملفات تعريف الارتباط للنماذج واللغة وتسجيلك
privacy-data-organiser = عنوان البريد الإلكتروني لأعضاء فريق التنظيم ومهامهم

privacy-why-signed-up = لكي تُمنح الأماكن بترتيب التسجيل ولكي نتمكن من إثبات تسجيلك.
privacy-why-attended = لإثبات عدد الحاضرين أمام الجهات المموّلة.
privacy-why-mails = لكي لا تصل رسالة مرتين ولنعرف إن لم تصلك رسالة. لا نحفظ نص رسائل الاستبيان.
privacy-why-address-limit = لكي لا يملأ أحد صناديق بريد الآخرين.
privacy-why-client = لكي لا يحجز أحد كل الأماكن دفعة واحدة. يبقى في الذاكرة المؤقتة فقط ولا يُسجَّل.
privacy-why-cookies = من دونها لا يمكن إرسال النماذج بأمان. وهي لا تتعقب أحدًا ولا تحتاج إلى موافقة (المادة 25 الفقرة 2 من قانون TDDDG).
privacy-why-organiser = لكي لا يرى بيانات الآخرين إلا المخوَّلون.

privacy-basis-participation = المشاركة في المؤتمر (المادة 6 الفقرة 1 ب)
privacy-basis-interest = مصلحة مشروعة (المادة 6 الفقرة 1 و)
privacy-basis-consent = موافقتك (المادة 6 الفقرة 1 أ)
privacy-basis-explicit-consent = موافقتك الصريحة (المادة 9 الفقرة 2 أ)

privacy-kept-after-conference = { $days ->
    [one] حتى يوم واحد بعد المؤتمر، ثم تُحذف تلقائيًا
    [two] حتى يومين بعد المؤتمر، ثم تُحذف تلقائيًا
    [few] حتى { $days } أيام بعد المؤتمر، ثم تُحذف تلقائيًا
   *[other] حتى { $days } يومًا بعد المؤتمر، ثم تُحذف تلقائيًا
}
privacy-kept-day = يوم واحد
privacy-kept-hour = ساعة واحدة
privacy-kept-browser = حتى إغلاق المتصفح؛ اللغة سنة واحدة، والدخول اثنتا عشرة ساعة على الأكثر
privacy-kept-account = ما دام الشخص يؤدي المهمة

privacy-survey = الاستبيان بعد المؤتمر
privacy-survey-text = إجاباتك مجهولة الهوية: تُحفظ منفصلة دون اسم أو عنوان أو وقت أو ترتيب، ولا يستطيع أحد ربطها بك. وتجد قبل السؤال الأول معنى ذلك بالضبط وحدوده.
privacy-recipients = من يتلقى بياناتك
privacy-recipients-text = فريق تنظيم المؤتمر الذي تسجّل فيه. وما تحتاج إليه للمشاركة لا يراه إلا من يتولى ترتيبه. أما الجهات المموّلة فتحصل على أرقام فقط.
privacy-processors = يعمل بتكليف منا:
privacy-processors-missing = لم يُسجَّل هنا بعدُ مركز البيانات وخدمة البريد اللذان يعملان لصالحنا (الإعداد OPERATOR_PROCESSORS).
privacy-no-transfer = لا ينقل Treffpunkt أي شيء إلى أطراف أخرى، ولا يستخدم شيئًا من خوادم غريبة، ولا يحلّل الزيارات.
privacy-rights = حقوقك
privacy-rights-self = يمكنك القيام بمعظم ذلك بنفسك: عبر الرابط في رسالتك يمكنك الاطلاع على تسجيلك وتصحيحه وتنزيله وحذفه.
privacy-right-access = معرفة ما حفظناه عنك (المادة 15)
privacy-right-correct = التصحيح (المادة 16)
privacy-right-delete = الحذف والتقييد (المادتان 17 و18)
privacy-right-portable = الحصول على بياناتك بصيغة قابلة للقراءة (المادة 20)
privacy-right-object = الاعتراض حيث نستند إلى مصلحة مشروعة (المادة 21)
privacy-right-withdraw = سحب أي موافقة في أي وقت دون أثر على مكانك (المادة 7 الفقرة 3)
privacy-right-complain = تقديم شكوى إلى سلطة حماية البيانات في ولايتك (المادة 77)
privacy-no-decision = لا تتخذ أي آلة قرارات بشأنك سوى قرار واحد: من يأتي أولًا يحصل على المكان.

accessibility-title = بيان إمكانية الوصول
accessibility-lead = ينبغي أن يتمكن الجميع من التسجيل هنا وإبداء الرأي. نتّبع إرشادات WCAG 2.2 بالمستوى AA.
accessibility-done = ما نفعله لأجل ذلك
accessibility-done-keyboard = يمكن استخدام كل شيء بلوحة المفاتيح، ويظهر دائمًا مكانك في الصفحة.
accessibility-done-reader = العناوين والحقول والأخطاء معلَّمة بحيث تقرؤها برامج قراءة الشاشة.
accessibility-done-script = يعمل كل شيء دون JavaScript ومع الأجهزة القديمة والإنترنت البطيء.
accessibility-done-zoom = تتكيف الصفحات بدءًا من عرض 320 بكسل ويمكن تكبيرها إلى 400 بالمئة.
accessibility-done-contrast = التباين كافٍ في الوضعين الفاتح والداكن، واللون ليس الإشارة الوحيدة أبدًا.
accessibility-done-time = لا تنتهي مهلة أثناء الكتابة: تبقى النماذج صالحة أسبوعًا.
accessibility-done-errors = تُكتب الأخطاء بجانب الحقل وفي أعلى الصفحة، ويبقى ما كتبته محفوظًا.
accessibility-limits = ما ليس جيدًا بعد
accessibility-limit-arabic = النصوص العربية ترجمتها آلة ولم يراجعها إنسان بعد.
accessibility-limit-simple = لا تتوفر بعد اللغة السهلة ولغة الإشارة الألمانية.
accessibility-limit-content = يكتب المنظمون نصوص المؤتمرات، وليست كلها متوفرة بكل اللغات.
accessibility-tell = أخبرنا بما لا يعمل جيدًا
accessibility-tell-text = سنرد ونُحسّن. اكتب إلى
accessibility-tell-contact = الشخص المسؤول عن مؤتمرك؛ تجده في صفحة المؤتمر.
accessibility-venue = تجد في صفحة المؤتمر هل المكان مهيأ للجميع. ويمكنك أن تذكر عند التسجيل ما تحتاج إليه.
accessibility-made = يستند هذا البيان إلى فحص ذاتي للبرنامج.
