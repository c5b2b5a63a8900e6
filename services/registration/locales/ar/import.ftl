# Machine-made; not reviewed by a person yet.

import-line = السطر { $line }: { $text }
import-not-toml = هذا ليس ملف TOML صالحًا. يقول القارئ: { $reason }
import-unknown-key = لا نعرف «{ $key }». المعروف هنا: { $known }.
import-missing = ينقص هنا «{ $key }».
import-needs-text = يجب أن يكون «{ $key }» نصًا بين علامتي اقتباس.
import-needs-list = يجب أن يكون «{ $key }» قائمة بين قوسين مربّعين.
import-needs-number = يجب أن يكون «{ $key }» عددًا صحيحًا من { $least } إلى { $most } دون علامتي اقتباس.
import-needs-table = يجب أن يكون «{ $key }» جدولًا، مثل [{ $key }] أو قيمًا بين قوسين معقوفين.
import-empty = «{ $key }» فارغ. يُرجى ملؤه أو حذف السطر.
import-too-long = «{ $key }» طويل جدًا: الحد الأقصى { $most } حرفًا.
import-list-too-long = في «{ $key }» عناصر كثيرة جدًا: الحد الأقصى { $most }.
import-broken-characters = يحتوي «{ $key }» على رموز تحكّم. يُرجى حذفها.
import-no-german = يحتاج «{ $key }» إلى نص ألماني: { $key }.de
import-unknown-language = لا ينتهي «{ $key }» برمز لغة مثل ‎de‎ أو ‎ar‎.
import-bad-slug = لا يجوز أن يحتوي «{ $key }» إلا على حروف لاتينية صغيرة وأرقام وشرطات، 60 حرفًا على الأكثر.
import-bad-date = «{ $key }» ليس يومًا. يُرجى الكتابة هكذا: "2027-04-07" أو "04-07" لأقرب يوم كهذا.
import-bad-time = «{ $key }» ليس وقتًا. يُرجى الكتابة مثلًا: "09:30".
import-bad-zone = «{ $key }» ليس منطقة زمنية. المطلوب اسم مثل "Europe/Berlin".
import-bad-email = «{ $key }» ليس عنوان بريد إلكتروني.
import-unknown-sector = لا نعرف هذا المجال. المعروف: { $known }.
import-ends-before-start = وقت الانتهاء قبل وقت البدء. يُرجى مراجعة «starts» و«ends».
import-slug-twice = يرد الاسم المختصر «{ $slug }» مرتين. لكل مؤتمر اسم خاص به.
import-code-twice = يرد الاسم المختصر «{ $code }» مرتين. لكل ورشة اسم خاص بها.
import-slug-taken = الاسم المختصر «{ $slug }» يعود إلى مؤتمر في سلسلة أخرى. يُرجى اختيار اسم آخر.
import-not-your-series = ليست لديك صلاحية للسلسلة «{ $slug }». يُرجى مراجعة الاسم المختصر أو التواصل مع الشخص الذي أضافك.
