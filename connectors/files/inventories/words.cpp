#include "connectors/files/inventories/words.h"

#include <algorithm>
#include <span>

namespace ringward {

namespace {

template <typename T>
struct Word {
    QStringView word;
    T meaning;
};

constexpr std::array kKinds{
    Word<ImageKind>{u"kernel driver", ImageKind::Kernel},
    Word<ImageKind>{u"kernel", ImageKind::Kernel},
    Word<ImageKind>{u"kernel-treiber", ImageKind::Kernel},
    Word<ImageKind>{u"kerneltreiber", ImageKind::Kernel},
    Word<ImageKind>{u"pilote de noyau", ImageKind::Kernel},
    Word<ImageKind>{u"pilote noyau", ImageKind::Kernel},
    Word<ImageKind>{u"noyau", ImageKind::Kernel},
    Word<ImageKind>{u"sterownik jądra", ImageKind::Kernel},
    Word<ImageKind>{u"jądro", ImageKind::Kernel},
    Word<ImageKind>{u"controlador de kernel", ImageKind::Kernel},
    Word<ImageKind>{u"драйвер ядра", ImageKind::Kernel},
    Word<ImageKind>{u"内核驱动程序", ImageKind::Kernel},
    Word<ImageKind>{u"内核", ImageKind::Kernel},
    Word<ImageKind>{u"核心驅動程式", ImageKind::Kernel},
    Word<ImageKind>{u"カーネル ドライバー", ImageKind::Kernel},
    Word<ImageKind>{u"カーネル", ImageKind::Kernel},
    Word<ImageKind>{u"file system driver", ImageKind::FileSystem},
    Word<ImageKind>{u"file system", ImageKind::FileSystem},
    Word<ImageKind>{u"filesystem", ImageKind::FileSystem},
    Word<ImageKind>{u"dateisystemtreiber", ImageKind::FileSystem},
    Word<ImageKind>{u"dateisystem", ImageKind::FileSystem},
    Word<ImageKind>{u"pilote de système de fichiers", ImageKind::FileSystem},
    Word<ImageKind>{u"pilote du système de fichiers", ImageKind::FileSystem},
    Word<ImageKind>{u"système de fichiers", ImageKind::FileSystem},
    Word<ImageKind>{u"sterownik systemu plików", ImageKind::FileSystem},
    Word<ImageKind>{u"system plików", ImageKind::FileSystem},
    Word<ImageKind>{u"controlador de sistema de archivos", ImageKind::FileSystem},
    Word<ImageKind>{u"sistema de archivos", ImageKind::FileSystem},
    Word<ImageKind>{u"драйвер файловой системы", ImageKind::FileSystem},
    Word<ImageKind>{u"文件系统驱动程序", ImageKind::FileSystem},
    Word<ImageKind>{u"文件系统", ImageKind::FileSystem},
    Word<ImageKind>{u"檔案系統驅動程式", ImageKind::FileSystem},
    Word<ImageKind>{u"ファイル システム ドライバー", ImageKind::FileSystem},
    Word<ImageKind>{u"ファイル システム", ImageKind::FileSystem},
};

constexpr std::array kStarts{
    Word<StartType>{u"boot", StartType::Boot},
    Word<StartType>{u"boot start", StartType::Boot},

    Word<StartType>{u"rozruch", StartType::Boot},
    Word<StartType>{u"引导", StartType::Boot},
    Word<StartType>{u"開機", StartType::Boot},
    Word<StartType>{u"system", StartType::System},
    Word<StartType>{u"system start", StartType::System},
    Word<StartType>{u"système", StartType::System},
    Word<StartType>{u"sistema", StartType::System},
    Word<StartType>{u"系统", StartType::System},
    Word<StartType>{u"系統", StartType::System},
    Word<StartType>{u"auto", StartType::Auto},
    Word<StartType>{u"auto start", StartType::Auto},
    Word<StartType>{u"automatic", StartType::Auto},
    Word<StartType>{u"automatisch", StartType::Auto},
    Word<StartType>{u"automatique", StartType::Auto},
    Word<StartType>{u"automatyczny", StartType::Auto},
    Word<StartType>{u"自动", StartType::Auto},
    Word<StartType>{u"自動", StartType::Auto},
    Word<StartType>{u"manual", StartType::Manual},
    Word<StartType>{u"demand start", StartType::Manual},
    Word<StartType>{u"manuell", StartType::Manual},
    Word<StartType>{u"manuel", StartType::Manual},
    Word<StartType>{u"ręczny", StartType::Manual},
    Word<StartType>{u"ręcznie", StartType::Manual},
    Word<StartType>{u"manuale", StartType::Manual},
    Word<StartType>{u"вручную", StartType::Manual},
    Word<StartType>{u"手动", StartType::Manual},
    Word<StartType>{u"手動", StartType::Manual},
    Word<StartType>{u"disabled", StartType::Disabled},
    Word<StartType>{u"deaktiviert", StartType::Disabled},
    Word<StartType>{u"désactivé", StartType::Disabled},
    Word<StartType>{u"wyłączony", StartType::Disabled},
    Word<StartType>{u"已禁用", StartType::Disabled},
    Word<StartType>{u"禁用", StartType::Disabled},
    Word<StartType>{u"已停用", StartType::Disabled},
    Word<StartType>{u"無効", StartType::Disabled},
};

constexpr std::array kStates{
    Word<RunState>{u"running", RunState::Running},
    Word<RunState>{u"wird ausgeführt", RunState::Running},
    Word<RunState>{u"gestartet", RunState::Running},
    Word<RunState>{u"en cours d'exécution", RunState::Running},
    Word<RunState>{u"en cours d’exécution", RunState::Running},
    Word<RunState>{u"en cours", RunState::Running},
    Word<RunState>{u"uruchomiona", RunState::Running},
    Word<RunState>{u"uruchomiony", RunState::Running},
    Word<RunState>{u"działa", RunState::Running},
    Word<RunState>{u"en ejecución", RunState::Running},
    Word<RunState>{u"выполняется", RunState::Running},
    Word<RunState>{u"работает", RunState::Running},
    Word<RunState>{u"正在运行", RunState::Running},
    Word<RunState>{u"正在執行", RunState::Running},
    Word<RunState>{u"実行中", RunState::Running},
    Word<RunState>{u"stopped", RunState::Stopped},
    Word<RunState>{u"beendet", RunState::Stopped},
    Word<RunState>{u"angehalten", RunState::Stopped},
    Word<RunState>{u"arrêté", RunState::Stopped},
    Word<RunState>{u"zatrzymana", RunState::Stopped},
    Word<RunState>{u"zatrzymany", RunState::Stopped},
    Word<RunState>{u"detenido", RunState::Stopped},
    Word<RunState>{u"остановлена", RunState::Stopped},
    Word<RunState>{u"остановлен", RunState::Stopped},
    Word<RunState>{u"已停止", RunState::Stopped},
    Word<RunState>{u"停止", RunState::Stopped},
};

constexpr std::array kYesses{
    Word<Told>{u"yes", Told::Yes},    Word<Told>{u"true", Told::Yes}, Word<Told>{u"ja", Told::Yes},
    Word<Told>{u"oui", Told::Yes},    Word<Told>{u"vrai", Told::Yes}, Word<Told>{u"tak", Told::Yes},
    Word<Told>{u"prawda", Told::Yes}, Word<Told>{u"wahr", Told::Yes}, Word<Told>{u"sí", Told::Yes},
    Word<Told>{u"sì", Told::Yes},     Word<Told>{u"sim", Told::Yes},  Word<Told>{u"да", Told::Yes},
    Word<Told>{u"是", Told::Yes},     Word<Told>{u"はい", Told::Yes}, Word<Told>{u"ano", Told::Yes},
    Word<Told>{u"1", Told::Yes},      Word<Told>{u"no", Told::No},    Word<Told>{u"false", Told::No},
    Word<Told>{u"nein", Told::No},    Word<Told>{u"non", Told::No},   Word<Told>{u"faux", Told::No},
    Word<Told>{u"nie", Told::No},     Word<Told>{u"fałsz", Told::No}, Word<Told>{u"falsch", Told::No},
    Word<Told>{u"não", Told::No},     Word<Told>{u"нет", Told::No},   Word<Told>{u"否", Told::No},
    Word<Told>{u"いいえ", Told::No},  Word<Told>{u"ne", Told::No},    Word<Told>{u"nej", Told::No},
    Word<Told>{u"nei", Told::No},     Word<Told>{u"nee", Told::No},   Word<Told>{u"0", Told::No},
};

constexpr std::array<QStringView, 19> kNotAvailable{
    u"not available",     u"niedostępne",  u"n/a",         u"nicht verfügbar",
    u"non disponible",    u"indisponible", u"(null)",      u"no disponible",
    u"não disponível",    u"недоступно",   u"不可用",      u"没有",
    u"無法使用",          u"利用不可",     u"nedostupné",  u"niet beschikbaar",
    u"ikke tilgjengelig", u"unknown",      u"no imagepath"};

/// Kind and start type that these had on every machine seen, from Server 2012 R2 to Windows 11.
struct KnownDriver {
    QStringView name;
    ImageKind kind;
    StartType start;
};
constexpr auto K = ImageKind::Kernel;
constexpr auto F = ImageKind::FileSystem;
constexpr std::array kKnown{
    KnownDriver{u"acpi", K, StartType::Boot},        KnownDriver{u"afd", K, StartType::System},
    KnownDriver{u"bowser", F, StartType::Manual},    KnownDriver{u"cdfs", F, StartType::Disabled},
    KnownDriver{u"cdrom", K, StartType::System},     KnownDriver{u"clfs", K, StartType::Boot},
    KnownDriver{u"cng", K, StartType::Boot},         KnownDriver{u"dfsc", F, StartType::System},
    KnownDriver{u"disk", K, StartType::Boot},        KnownDriver{u"exfat", F, StartType::Manual},
    KnownDriver{u"fastfat", F, StartType::Manual},   KnownDriver{u"fltmgr", F, StartType::Boot},
    KnownDriver{u"hidusb", K, StartType::Manual},    KnownDriver{u"http", K, StartType::Manual},
    KnownDriver{u"i8042prt", K, StartType::Manual},  KnownDriver{u"kbdclass", K, StartType::Manual},
    KnownDriver{u"ksecdd", K, StartType::Boot},      KnownDriver{u"lltdio", K, StartType::Auto},
    KnownDriver{u"luafv", F, StartType::Auto},       KnownDriver{u"mouclass", K, StartType::Manual},
    KnownDriver{u"mountmgr", K, StartType::Boot},    KnownDriver{u"mrxsmb", F, StartType::Manual},
    KnownDriver{u"msfs", F, StartType::System},      KnownDriver{u"mup", F, StartType::Boot},
    KnownDriver{u"ndis", K, StartType::Boot},        KnownDriver{u"netbios", F, StartType::System},
    KnownDriver{u"netbt", K, StartType::System},     KnownDriver{u"npfs", F, StartType::System},
    KnownDriver{u"nsiproxy", K, StartType::System},  KnownDriver{u"ntfs", F, StartType::Manual},
    KnownDriver{u"null", K, StartType::System},      KnownDriver{u"partmgr", K, StartType::Boot},
    KnownDriver{u"pci", K, StartType::Boot},         KnownDriver{u"peauth", K, StartType::Auto},
    KnownDriver{u"rdbss", F, StartType::System},     KnownDriver{u"rspndr", K, StartType::Auto},
    KnownDriver{u"srv2", F, StartType::Manual},      KnownDriver{u"srvnet", F, StartType::Manual},
    KnownDriver{u"tcpip", K, StartType::Boot},       KnownDriver{u"tcpipreg", K, StartType::Auto},
    KnownDriver{u"tdx", K, StartType::System},       KnownDriver{u"udfs", F, StartType::Disabled},
    KnownDriver{u"usbhub", K, StartType::Manual},    KnownDriver{u"volmgr", K, StartType::Boot},
    KnownDriver{u"volsnap", K, StartType::Boot},     KnownDriver{u"wdf01000", K, StartType::Boot},
    KnownDriver{u"ws2ifsl", K, StartType::Disabled},
};

constexpr std::array<QStringView, 13> kWholeTwelves{u"basicdisplay", u"compositebus", u"ehstortcgdrv", u"genericusbfn",
                                                    u"gpuenergydrv", u"hidinterrupt", u"ialpss2i_i2c", u"ialpssi_gpio",
                                                    u"netadaptercx", u"pptpminiport", u"xtucomponent", u"vmxnet3ndis5",
                                                    u"winring0_1_2"};

const KnownDriver *knownDriver(QStringView name)
{
    const auto found = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownDriver &known) {
        return known.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == kKnown.end() ? nullptr : &*found;
}

template <typename T, std::size_t N>
T meaning(const std::array<Word<T>, N> &table, QStringView word, T unknown)
{
    word = word.trimmed();
    for (const Word<T> &entry : table) {
        if (entry.word.size() == word.size() && entry.word.compare(word, Qt::CaseInsensitive) == 0)
            return entry.meaning;
    }
    return unknown;
}

/// The meaning with the most votes for each word; `unknown` where nobody voted.
template <typename T, std::size_t N>
class Votes {
public:
    Votes(quint32 words, T unknown)
        : m_counts(words)
        , m_unknown(unknown)
    {
    }
    void vote(quint32 word, T meaning) { ++m_counts[word][std::size_t(meaning)]; }
    T winner(quint32 word) const
    {
        const auto best = std::max_element(m_counts[word].begin(), m_counts[word].end());
        return *best ? T(best - m_counts[word].begin()) : m_unknown;
    }

private:
    std::vector<std::array<quint32, N>> m_counts;
    T m_unknown;
};

} // namespace

ImageKind kindOf(QStringView word)
{
    return meaning(kKinds, word, ImageKind::NotTold);
}

StartType startOf(QStringView word)
{
    return meaning(kStarts, word, StartType::NotTold);
}

RunState stateOf(QStringView word)
{
    return meaning(kStates, word, RunState::NotTold);
}

Told toldOf(QStringView word)
{
    return meaning(kYesses, word, Told::NotTold);
}

bool meansNotAvailable(QStringView word)
{
    word = word.trimmed();
    return word.isEmpty() || std::any_of(kNotAvailable.begin(), kNotAvailable.end(), [&](QStringView entry) {
               return entry.size() == word.size() && entry.compare(word, Qt::CaseInsensitive) == 0;
           });
}

QString saidText(QStringView text)
{
    return meansNotAvailable(text) ? QString() : text.trimmed().toString();
}

bool isWellKnownDriver(QStringView name)
{
    return knownDriver(name.trimmed()) != nullptr;
}

bool isWholeTwelve(QStringView name)
{
    return std::any_of(kWholeTwelves.begin(), kWholeTwelves.end(),
                       [&](QStringView whole) { return whole.compare(name, Qt::CaseInsensitive) == 0; });
}

void ServiceWords::add(QStringView kind, QStringView start, QStringView state, QStringView started,
                       QStringView acceptPause, QStringView acceptStop)
{
    const auto id = [this](QStringView word) {
        return m_words.intern(word.trimmed().left(64).toString().toLower());
    };
    m_rows.push_back({id(kind), id(start), id(state), id(started), id(acceptPause), id(acceptStop)});
}

std::vector<ImageKind> ServiceWords::kinds(const std::vector<Driver> &drivers) const
{
    Votes<ImageKind, 4> votes(m_words.size(), ImageKind::NotTold);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (const KnownDriver *known = knownDriver(drivers[i].name))
            votes.vote(m_rows[i][Kind], known->kind);
    }
    std::vector<ImageKind> result(m_words.size(), ImageKind::NotTold);
    for (quint32 word = 1; word < m_words.size(); ++word) {
        const ImageKind told = kindOf(m_words.text(word));
        result[word] = told != ImageKind::NotTold || meansNotAvailable(m_words.text(word)) ? told : votes.winner(word);
    }
    return result;
}

std::vector<StartType> ServiceWords::starts(const std::vector<Driver> &drivers) const
{
    Votes<StartType, 5> votes(m_words.size(), StartType::NotTold);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (const KnownDriver *known = knownDriver(drivers[i].name))
            votes.vote(m_rows[i][Start], known->start);
    }
    std::vector<StartType> result(m_words.size(), StartType::NotTold);
    for (quint32 word = 1; word < m_words.size(); ++word) {
        const StartType told = startOf(m_words.text(word));
        result[word] = told != StartType::NotTold || meansNotAvailable(m_words.text(word)) ? told : votes.winner(word);
    }
    return result;
}

/// Next to no driver can be paused: the usual word of that column is "no", and the other one beside it is "yes".
std::vector<Told> ServiceWords::yesses() const
{
    std::vector<Told> result(m_words.size(), Told::NotTold);
    std::vector<std::size_t> paused(m_words.size(), 0);
    for (quint32 word = 1; word < m_words.size(); ++word)
        result[word] = toldOf(m_words.text(word));
    for (const auto &row : m_rows)
        ++paused[row[Pause]];
    paused[0] = 0;
    const auto no = quint32(std::max_element(paused.begin(), paused.end()) - paused.begin());
    if (no == 0 || result[no] != Told::NotTold)
        return result;
    result[no] = Told::No;
    for (const auto &row : m_rows) {
        for (const Column column : {Started, Stop}) {
            if (row[column] != 0 && result[row[column]] == Told::NotTold)
                result[row[column]] = Told::Yes;
        }
    }
    return result;
}

std::vector<RunState> ServiceWords::states(const std::vector<Told> &yes) const
{
    Votes<RunState, 3> votes(m_words.size(), RunState::NotTold);
    for (const auto &row : m_rows) {
        // What was started runs, and only what runs can be stopped.
        const Told runs = row[Started] ? yes[row[Started]] : yes[row[Stop]];
        if (runs != Told::NotTold)
            votes.vote(row[State], runs == Told::Yes ? RunState::Running : RunState::Stopped);
    }
    std::vector<RunState> result(m_words.size(), RunState::NotTold);
    for (quint32 word = 1; word < m_words.size(); ++word) {
        const RunState told = stateOf(m_words.text(word));
        result[word] = told != RunState::NotTold ? told : votes.winner(word);
    }
    return result;
}

void ServiceWords::apply(std::vector<Driver> &drivers)
{
    if (drivers.size() != m_rows.size())
        return;
    const std::vector<ImageKind> kind = kinds(drivers);
    const std::vector<StartType> start = starts(drivers);
    const std::vector<Told> yes = yesses();
    const std::vector<RunState> state = states(yes);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto &row = m_rows[i];
        drivers[i].kind = kind[row[Kind]];
        drivers[i].start = start[row[Start]];
        drivers[i].state = state[row[State]];
        if (drivers[i].state == RunState::NotTold && yes[row[Started]] != Told::NotTold)
            drivers[i].state = yes[row[Started]] == Told::Yes ? RunState::Running : RunState::Stopped;
    }
}

} // namespace ringward
