# Machine-made; not reviewed by a person yet.

problem-home = إلى الصفحة الرئيسية

problem-not-found-title = هذه الصفحة غير موجودة
problem-not-found-text = ربما يكون العنوان غير مكتمل، أو لم يعد المؤتمر منشورًا.
problem-forbidden-title = ليس لديك صلاحية لذلك
problem-forbidden-text = يرجى التواصل مع الشخص الذي أضافك إلى فريق التنظيم.
problem-sign-in-first-title = يرجى تسجيل الدخول
problem-sign-in-first-text = هذه الصفحة مخصّصة لفريق التنظيم.
problem-form-expired-title = لم يعد هذا النموذج صالحًا
problem-form-expired-text = يرجى الرجوع وتحديث الصفحة ثم إرسال النموذج مرة أخرى. يجب أن يسمح المتصفح بملفات تعريف الارتباط، وهي تُحذف عند إغلاقه.
problem-broken-form-title = لم يصل النموذج كاملًا
problem-broken-form-text = لم يُحفظ أي شيء. يرجى الرجوع والمحاولة مرة أخرى.
problem-too-large-title = البيانات كثيرة جدًا
problem-too-large-text = لم يُحفظ أي شيء. يرجى الرجوع واختصار بياناتك.
problem-wrong-method-title = لا يمكن فتح هذه الصفحة بهذه الطريقة
problem-wrong-method-text = يرجى البدء من الصفحة الرئيسية.
problem-link-forged-title = هذا الرابط غير صحيح
problem-link-forged-text = ربما انقطع الرابط داخل الرسالة. يرجى نسخه كاملًا أو طلب رابط جديد.
problem-link-expired-title = انتهت صلاحية هذا الرابط
problem-link-expired-text = يرجى طلب رابط جديد.
problem-link-outdated-title = يوجد رابط أحدث
problem-link-outdated-text = يرجى استخدام الرابط الموجود في أحدث رسالة، أو طلب رابط جديد.
problem-link-used-title = استُخدم هذا الرابط من قبل
problem-link-used-text = الرابط صالح لمرة واحدة فقط. يرجى طلب رابط جديد.
problem-too-often-title = يرجى الانتظار قليلًا
problem-too-often-text = وصلتنا طلبات كثيرة جدًا من اتصالك. يرجى المحاولة لاحقًا، أو الاتصال بالشخص المسؤول عن المؤتمر.
problem-busy-title = يسجّل الآن كثيرون في الوقت نفسه
problem-busy-text = لم يُحفظ أي شيء. يرجى المحاولة مرة أخرى بعد بضع ثوانٍ.
problem-internal-title = حدث خطأ ما
problem-internal-text = الخطأ من جانبنا وقد سُجّل. يرجى المحاولة لاحقًا.
