# Machine-made; not reviewed by a person yet.

conference-refused-wrong-state = لم يعد ذلك ممكنًا: انتهى المؤتمر أو أُلغي، أو سبقك شخص آخر. يُرجى إعادة تحميل الصفحة.
conference-refused-no-date = لم يُحدَّد اليوم بعد. يُرجى إدخال التاريخ أولًا.
conference-refused-in-the-past = هذا اليوم قد مضى. يُرجى اختيار يوم قادم.
conference-refused-ends-before-start = وقت الانتهاء قبل وقت البدء. يُرجى مراجعة الأوقات.
conference-refused-below-taken = هذا العدد من المقاعد محجوز من قبل. من لديه مقعد يحتفظ به؛ يُرجى إدخال عدد لا يقل عن المقاعد المحجوزة.
conference-refused-no-capacity = يُرجى إدخال عدد من 1 إلى 10000.
