# Machine-made; not reviewed by a person yet.

mailbox-title = صندوق بريد العرض التجريبي
mailbox-lead = تصل جميع الرسائل إلى هنا. لا تغادر أي رسالة هذا الحاسوب.
mailbox-list = الرسائل، الأحدث أولًا
mailbox-empty-title = لا توجد رسائل بعد
mailbox-empty-text = سجّلوا في أحد المؤتمرات وسيظهر التأكيد هنا.
mailbox-choose = اختاروا رسالة.
mailbox-from = من
mailbox-to = إلى
mailbox-date = التاريخ
mailbox-attachment = مرفق
mailbox-text = كنص عادي
mailbox-calendar = موعد التقويم
mailbox-source = مصدر الرسالة
