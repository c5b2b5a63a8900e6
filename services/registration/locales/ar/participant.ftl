# Machine-made; not reviewed by a person yet.

participant-name = اسمك
participant-name-hint = هكذا يظهر اسمك على بطاقة الاسم وفي قائمة الدخول لدينا.
participant-addressed-as = كيف نخاطبك؟
participant-addressed-as-hint = مثلًا «السيدة د. يلماز» أو «مرحبًا كيم». هكذا تبدأ رسائلنا. إذا تركت الحقل فارغًا فسنستخدم اسمك.
participant-link-in-name = يرجى عدم كتابة رابط هنا: لا مكان لـ «://» أو «www.» في الاسم.
participant-email = عنوان بريدك الإلكتروني
participant-email-hint = نرسل إلى هذا العنوان التأكيد وأي تغييرات، وبعد المؤتمر الدعوة إلى استبيان بلا أسماء. ولا شيء غير ذلك.
participant-language = بأي لغة نكتب إليك؟
participant-language-hint = وتحتها تجد نص كل رسالة بالألمانية أيضًا.
participant-organisation = الجمعية أو الجهة أو المنظمة
participant-organisation-hint = تظهر على بطاقة اسمك. إذا كنت تشارك بصفتك الشخصية فاترك الحقل فارغًا.
participant-sector = من أي مجال أنت؟
participant-sector-hint = لنرى هل يحضر كل من يستطيع أن يحقق شيئًا معًا. ونذكر للجهة الداعمة أرقامًا فقط.
participant-place = من أي مدينة تأتي إلى المؤتمر؟
participant-place-hint = تكفي المدينة أو البلدية. ونذكر منها أيضًا أرقامًا فقط.
participant-workshop = أي ورشة عمل تود حضورها؟
participant-workshop-hint = رغبتك تساعدنا في تخطيط القاعات.
participant-needs = ما الذي تحتاج إليه لتشارك بشكل جيد؟
participant-needs-hint = نسأل لكي ننظّم ذلك من أجلك. تُحفظ هذه المعلومات مشفّرة، ولا يقرؤها إلا من يهتم بتنظيمها.
participant-needs-words = ما الذي ينبغي أن نعرفه عن ذلك؟
participant-needs-words-hint = مثلًا اللغة التي تريد الترجمة إليها، أو أعمار الأطفال. وهذا أيضًا يُحفظ مشفّرًا.
participant-consent-photo = أوافق على الظهور في صور المؤتمر.
participant-consent-photo-hint = يستخدم المنظِّمون والمنظِّمات الصور للحديث عن المؤتمر. وأهلًا بك حتى بدون موافقتك، ويمكنك سحبها في أي وقت.
