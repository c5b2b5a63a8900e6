# Machine-made; not reviewed by a person yet.

results-title = نتائج الاستبيان
results-planned = يبدأ الاستبيان بعد المؤتمر في { $date }.
results-open = الاستبيان مفتوح حتى { $moment }.
results-closed = انتهى الاستبيان في { $moment }.
results-answers = { $count ->
    [few] إجابات
   *[other] إجابة
}
results-places = { $count ->
    [few] مقاعد في المؤتمر
   *[other] مقعد في المؤتمر
}
results-note-planned = تصل دعوة بعد المؤتمر إلى كل من له مقعد مؤكد. ويبقى الاستبيان مفتوحًا 14 يومًا.
results-note-none-yet = لا يوجد ما يُعرض بعد. تنتظر الإجابات في صندوق بريد، وعندما يصبح فيه { $box } تظهر هنا أول { $group }.
results-note-open = تظهر الإجابات الجديدة على خطوات لا تقل عن { $group }، مسحوبة بالقرعة. وتأتي البقية في النهاية، ومعها الأسئلة عن العوائق وكل ما كُتب بالكلمات.
results-note-none = وصل أقل من { $group } إجابات. وكما وعدنا حُذفت دون أن يقرأها أحد.
results-note-closed = لا يمثل أي رقم أقل من { $group } أشخاص (وفي العوائق: { $sensitive }). وحيث يكون العدد أقل تُجمع الإجابات المتجاورة معًا أو تُخفى الأرقام، وأحيانًا أرقام أكبر أيضًا كي لا يمكن حساب الصغيرة. وإذا أجاب الجميع تقريبًا الإجابة نفسها فلا يُذكر إلا الحد الأدنى لعددهم.
results-too-few = الإجابات عن هذا السؤال أقل من أن يُعرض منها شيء.
results-hidden = مخفي
results-at-least = { $count } على الأقل
results-span = { $from } – { $to }
results-as-table = على شكل جدول
results-answer = الإجابة
results-people = الأشخاص
results-no-words = لم يكتب أحد شيئًا هنا.
results-words-order = بترتيب مخلوط ودون صلة بالإجابات الأخرى.
results-manage = إدارة الاستبيان
results-prolong = إبقاؤه مفتوحًا مدة أطول …
results-until = مفتوح حتى نهاية يوم
results-until-hint = ينتهي الاستبيان مساء هذا اليوم. وتبقى الدعوة صالحة.
until-missing = يرجى اختيار يوم.
results-until-earlier = يرجى اختيار يوم لاحق: لا يُقصَّر الاستبيان إلا بإنهائه.
results-until-far = يرجى اختيار يوم خلال نصف السنة القادم.
results-prolong-send = تمديد
results-close = إنهاؤه الآن …
results-close-text = بعد ذلك لا يستطيع أحد الإجابة. تُتلف جميع أوراق الاقتراع الباقية ومفاتيحها، ولا يمكن فتح الاستبيان من جديد.
results-close-send = إنهاء الاستبيان نهائيًا
results-promise = بماذا وُعد المشاركون
results-conference = إلى المؤتمر
