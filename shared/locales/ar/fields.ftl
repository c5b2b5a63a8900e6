# Machine-made; not reviewed by a person yet.

field-missing = يرجى ملء هذا الحقل.
field-wrong = لا يمكننا قراءة هذه المعلومة. يرجى التحقق منها.
field-too-long = يرجى اختصار هذه المعلومة: الحد الأقصى هو { NUMBER($most) } حرفًا.
email-missing = يرجى إدخال عنوان بريدك الإلكتروني.
email-wrong = عنوان البريد الإلكتروني غير مكتمل. مثال: name@beispiel.de
form-too-fast = تم الإرسال بسرعة كبيرة. يرجى مراجعة بياناتك ثم إرسال النموذج مرة أخرى.
