# Machine-made; not reviewed by a person yet.

date-long = { $weekday }، { $day } { $month } { $year }
date-time = الساعة { $time }
date-moment = { $date }، { $time }
date-span = من { $from } إلى { $to }
date-span-same-day = { $date }، من الساعة { $from } إلى { $to }

date-weekday-1 = الاثنين
date-weekday-2 = الثلاثاء
date-weekday-3 = الأربعاء
date-weekday-4 = الخميس
date-weekday-5 = الجمعة
date-weekday-6 = السبت
date-weekday-7 = الأحد

date-month-1 = كانون الثاني/يناير
date-month-2 = شباط/فبراير
date-month-3 = آذار/مارس
date-month-4 = نيسان/أبريل
date-month-5 = أيار/مايو
date-month-6 = حزيران/يونيو
date-month-7 = تموز/يوليو
date-month-8 = آب/أغسطس
date-month-9 = أيلول/سبتمبر
date-month-10 = تشرين الأول/أكتوبر
date-month-11 = تشرين الثاني/نوفمبر
date-month-12 = كانون الأول/ديسمبر
