# Machine-made; not reviewed by a person yet.

sector-science = العلوم والبحث
sector-welfare = الرعاية الاجتماعية
sector-civil-society = المجتمع المدني
sector-municipality = البلدية
sector-politics = السياسة
sector-migrant-organisation = منظمة مهاجرات ومهاجرين
sector-other = مجال آخر

need-sign-language = ترجمة إلى لغة الإشارة الألمانية
need-speech-to-text = ترجمة كتابية (نص الكلام للقراءة)
need-step-free = دخول بلا درجات
need-companion = مكان لشخص مرافق أو مساعد
need-interpretation = ترجمة فورية إلى لغة أخرى
need-childcare = رعاية الأطفال
need-quiet-room = غرفة هادئة
need-diet = نظام غذائي خاص أو حساسية من طعام
