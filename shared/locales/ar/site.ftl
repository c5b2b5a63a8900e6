# Machine-made; not reviewed by a person yet.

site-name = Treffpunkt
site-skip = الانتقال إلى المحتوى
site-navigation = التنقل الرئيسي
site-languages = اللغة
site-conferences = المؤتمرات
site-my-registration = تسجيلي
site-my-link = طلب رابط تسجيلي
site-organise = التنظيم
site-sign-in = دخول المنظِّمات والمنظِّمين
site-sign-out = تسجيل الخروج
site-legal-notice = بيانات الناشر
site-privacy = حماية البيانات
site-accessibility = إمكانية الوصول
site-demo = عرض تجريبي: جميع الأشخاص من الخيال، ولا تغادر أي رسالة هذا الحاسوب.

form-optional = اختياري
form-choose = يُرجى الاختيار
form-error = خطأ:
form-error-summary = يُرجى مراجعة بياناتك
form-leave-empty = يُرجى ترك هذا الحقل فارغًا
