# Machine-made; not reviewed by a person yet.

my-title = تسجيلي
my-back = العودة إلى تسجيلي

my-standing-confirmed = لديك مكان. يسعدنا حضورك!
my-standing-waiting = أنت على قائمة الانتظار، وترتيبك الآن { $place }. وحين يتوفّر لك مكان ستصلك رسالة.
my-standing-cancelled = لقد ألغيت مشاركتك. إن أردت الحضور فسجّل مرة أخرى.
my-standing-attended = كنت معنا. سعدنا بحضورك!
my-standing-conference-cancelled = أُلغي هذا المؤتمر للأسف.

my-action-correct = تغيير البيانات
my-action-cancel = إلغاء المشاركة
my-action-download = تنزيل بياناتي (JSON)
my-action-delete = حذف كل شيء

my-survey-title = استبيان عن المؤتمر
my-survey-open = الاستبيان مفتوح حتى { $until }. نرسل الرابط إلى جميع المشاركات والمشاركين بالبريد الإلكتروني. ولا يعرف أحد من أجاب، ولا نحن: لذلك لا يُذكر هنا.

my-facts-title = ما حفظناه عنك
my-fact-none = لم يُذكر
my-fact-name = الاسم
my-fact-addressed-as = صيغة المخاطبة
my-fact-email = عنوان البريد الإلكتروني
my-fact-language = لغة الرسائل
my-fact-organisation = المنظمة
my-fact-sector = المجال
my-fact-place = المدينة أو البلدية
my-fact-workshop = ورشة العمل المرغوبة
my-fact-needs = ما تحتاج إليه (محفوظ مشفّرًا)
my-fact-consent-photo = الموافقة على الصور
my-photo-yes = نعم
my-photo-no = لا
my-fact-consent-data = التسجيل والموافقة على الحفظ
my-fact-arrival = رقم التسجيل
my-fact-attended = الحضور، سُجّل
my-fact-repeated = تسجيل آخر بعنوانك
my-fact-links = طلب الرابط بعنوانك
my-asked = { NUMBER($count) ->
    [one] مرة واحدة، { $last }
    [two] مرتان، آخرهما { $last }
    [few] { $count } مرات، آخرها { $last }
   *[other] { $count } مرة، آخرها { $last }
  }

my-mails-title = الرسائل التي أرسلناها إليك
my-mails-none = لا رسائل بعد. ربما كانت الأولى في طريقها إليك الآن.
mail-purpose-confirmed = تأكيد مكانك
mail-purpose-waiting = إضافتك إلى قائمة الانتظار
mail-purpose-moved-up = إعلامك بحصولك على مكان
mail-purpose-cancelled = تأكيد إلغاء مشاركتك
mail-purpose-already-signed-up = إشارة إلى أنك مسجّل من قبل
mail-purpose-my-link = رابطك إلى هذه الصفحة
mail-purpose-conference-changed = تغيير الموعد أو المكان
mail-purpose-conference-cancelled = إلغاء المؤتمر
delivery-planned = ستُرسل بعد قليل
delivery-accepted = سُلّمت إلى مزوّد بريدك
delivery-deferred = تأخرت، ونواصل المحاولة
delivery-failed = لم تُسلّم
delivery-bounced = أُعيدت
delivery-unknown = ليس مؤكدًا أنها وصلت
delivery-expired = فات أوانها ولم تُرسل
delivery-cancelled = لم تعد لازمة ولم تُرسل

my-rights-title = حقوقك
my-rights = يمكنك تنزيل كل ما هو مكتوب هنا، وتغيير أي معلومة، وسحب موافقتك على الصور، وحذف كل شيء. ولا يلزمك ذكر سبب.

my-correct-title = تغيير البيانات
my-correct-lead = غيّر ما لم يعد صحيحًا. وإذا أدخلت عنوان بريد جديدًا فسنرسل إليه رابطًا جديدًا، ولا تعود الروابط القديمة صالحة.
my-correct-submit = حفظ التغييرات
my-correct-address-refused = لا يمكننا تسجيل هذا العنوان الآن. يرجى استخدام عنوان آخر أو الكتابة إلى الشخص المسؤول.
my-correct-address-cancelled = لقد ألغيت مشاركتك، لذلك لا يمكن تغيير العنوان هنا. إن أردت الحضور فسجّل مرة أخرى بالعنوان الجديد.

my-new-address-title = حُفظ عنوانك الجديد
my-new-address-lead = هناك رسالة برابط جديد في طريقها إلى العنوان الجديد. افتح الرابط للعودة إلى تسجيلك. ولا تعود الروابط القديمة صالحة.
my-new-address-no-mail = إذا لم تصل رسالة فربما كان العنوان غير صحيح. يرجى عندئذٍ الكتابة إلى الشخص المسؤول عن المؤتمر.

my-cancel-title = هل تريد إلغاء مشاركتك؟
my-cancel-place = سينتقل مكانك إلى الشخص التالي على قائمة الانتظار. وستصلك رسالة تأكيد.
my-cancel-waiting = ستغادر قائمة الانتظار. وستصلك رسالة تأكيد.
my-cancel-submit = نعم، ألغِ مشاركتي
my-cancel-keep = لا، أبقِ تسجيلي

my-delete-title = هل تريد حذف كل شيء؟
my-delete-what = نحذف كل ما حفظناه عنك لهذا المؤتمر، بما في ذلك الرسائل التي أرسلناها. لا يمكن التراجع عن ذلك، ولا تعود روابطك صالحة.
my-delete-place = وبذلك تتخلى أيضًا عن مكانك أو عن ترتيبك في قائمة الانتظار. ولن نرسل رسالة عن ذلك.
my-delete-limits = لا يمكننا حذف الرسائل الموجودة في بريدك، ولا إجابات الاستبيان: فلا أحد يعرف أيها لك. وتبقى البيانات في النسخ الاحتياطية إلى أن تُستبدل. ونحذف بعد يوم بصمة عنوانك التي تحمي صناديق البريد من كثرة الرسائل.
my-delete-submit = نعم، احذف كل شيء

my-deleted-title = حُذفت بياناتك
my-deleted-text = زال كل ما حفظناه عن تسجيلك. نتمنى لك كل خير، وأهلًا بك دائمًا.

my-link-title = رابط تسجيلي
my-link-lead = هل ضاعت الرسالة التي فيها رابطك؟ نرسل إليك رابطًا جديدًا.
my-link-email-hint = العنوان الذي سجّلت به. ولا تعود الروابط القديمة صالحة بعد ذلك.
my-link-submit = إرسال الرابط

my-link-sent-title = يرجى الاطلاع على بريدك
my-link-sent-lead = إن كنت مسجّلًا بهذا العنوان فهناك رسالة برابطك في طريقها إليك.
my-link-sent-no-mail = لم تصلك رسالة؟ يرجى البحث أيضًا في مجلد الرسائل غير المرغوب فيها. نرسل رابطًا واحدًا في الساعة على الأكثر. وربما سجّلت بعنوان آخر.
