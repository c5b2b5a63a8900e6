# Machine-made; not reviewed by a person yet.

home-title = المؤتمرات
home-upcoming = المؤتمرات القادمة
home-none-upcoming = لا يوجد موعد جديد في الوقت الحالي.
home-past = مؤتمرات سابقة
home-day-dot = {""}
home-cancelled = أُلغي
home-full = قائمة انتظار
home-free = { $count ->
    [one] بقي مكان واحد
    [two] بقي مكانان
    [few] بقيت { $count } أماكن
    [many] بقي { $count } مكانًا
   *[other] بقي { $count } مكان
}
home-empty-title = لا يوجد مؤتمر بعد
home-empty-text = ستجد الموعد هنا فور تحديده.
