#include "models/fleet/filtercompletion.h"

#include "models/base/version.h"
#include "models/base/versionedname.h"
#include "models/fleet/filterlexer.h"
#include "models/fleet/filternode.h"
#include "models/fleet/filterterm.h"
#include "models/fleet/streamlookup.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using Kind = FilterLexeme::Kind;
constexpr std::size_t kMostProposals = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Filter", text);
}

using Proposal = FilterProposal;

/// What is being typed: the piece of the line to replace and the part of it before the cursor.
struct Place {
    int at = 0, length = 0;
    QString typed;
};

constexpr std::array kAges{"5m", "15m", "1h", "4h", "1d", "7d", "30d", "never"};

/// The operator that people mostly want behind a field.
QChar usualOperator(const FilterField &field)
{
    return field.kind == FilterKind::Age || field.kind == FilterKind::Number ? u'>' : u':';
}

std::vector<Proposal> fieldProposals(const FilterVocabulary &words, bool withOperator)
{
    std::vector<Proposal> result;
    for (const FilterField &field : words.fields) {
        const QString tail = withOperator ? QString(usualOperator(field)) : QString();
        const QString name = QString::fromLatin1(field.name);
        result.push_back({name + tail, tr(field.explanation)});
        if (!field.perStream)
            continue;
        for (const QString &stream : words.streams)
            result.push_back({name + u'.' + stream + tail, tr(field.explanation)});
    }
    return result;
}

QString quotedIfNeeded(const QString &value)
{
    const bool plain =
        std::all_of(value.begin(), value.end(),
                    [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_' || c == u'/'; })
        && !value.contains(QStringLiteral(".."));
    return plain ? value : filterQuoted(value);
}

QString wardExplanation(const Ward &ward)
{
    return ward.siteCode.isEmpty() ? ward.name : tr("%1, %2").arg(ward.name, ward.siteCode);
}

/// The texts that devices may have in this field, each once, with a word about it where there is one.
std::vector<Proposal> textProposals(const FilterField &field, const FleetDictionaries &names, QStringView streamName)
{
    const auto stream = field.perStream ? streamPosition(names, streamName) : std::nullopt;
    const Dictionary &texts = field.dictionary(names);
    const bool isWard = QLatin1StringView(field.name) == QLatin1StringView("ward");
    std::vector<bool> proposed(texts.size());
    std::vector<Proposal> result;
    TextIds ids;
    if (field.column == CodeColumn::DriverSet || field.column == CodeColumn::SourceMask) {
        QSet<QStringView> told;
        for (quint32 id = 1; id < texts.size(); ++id) {
            const QStringView text = field.versioned ? withoutVersion(texts.text(id)) : QStringView(texts.text(id));
            if (!told.contains(text))
                result.push_back({text.toString(), {}});
            told.insert(text);
        }
        return result;
    }
    for (std::size_t code = 1; code < codeCount(names, field.column); ++code) {
        ids.clear();
        field.texts(names, quint32(code), stream, ids);
        for (const quint32 id : ids) {
            if (id != 0 && !proposed[id])
                result.push_back({texts.text(id), isWard ? wardExplanation(names.wards()[code]) : QString()});
            proposed[id] = true;
        }
    }
    if (field.kind == FilterKind::Version)
        std::stable_sort(result.begin(), result.end(), [](const Proposal &l, const Proposal &r) {
            return compareVersions(r.text, l.text) < 0; // newest first
        });
    return result;
}

std::vector<Proposal> ringProposals(const FleetDictionaries &names)
{
    std::vector<RingName> rings(names.rings().begin() + 1, names.rings().end());
    std::stable_sort(rings.begin(), rings.end(),
                     [](const RingName &l, const RingName &r) { return l.order < r.order; });
    std::vector<Proposal> result;
    for (const RingName &ring : rings)
        result.push_back({ring.name, ring.held ? tr("held until released") : tr("ring %1").arg(ring.order)});
    return result;
}

std::vector<Proposal> valueProposals(const FilterField &field, const FilterVocabulary &words, QStringView streamName)
{
    std::vector<Proposal> result;
    switch (field.kind) {
    case FilterKind::Word:
        for (const FilterWord &known : field.words) {
            if (known.explanation)
                result.push_back({QString::fromLatin1(known.word), tr(known.explanation)});
        }
        break;
    case FilterKind::Age:
        for (const char *age : kAges)
            result.push_back({QString::fromLatin1(age), {}});
        break;
    case FilterKind::Ring:
    case FilterKind::Text:
    case FilterKind::Version:
        return words.values(field, streamName);
    case FilterKind::Host:
    case FilterKind::Number:
        break;
    }
    return result;
}

/// Proposals that begin with what was typed, then those that have it elsewhere.
std::vector<FilterCompletion> fitting(const std::vector<Proposal> &proposals, const Place &place, bool quote)
{
    std::vector<FilterCompletion> result;
    for (const bool atStart : {true, false}) {
        for (const Proposal &proposal : proposals) {
            const qsizetype found = proposal.text.indexOf(place.typed, 0, Qt::CaseInsensitive);
            if (found < 0 || (found == 0) != atStart)
                continue;
            if (result.size() == kMostProposals)
                return result;
            result.push_back(
                {quote ? quotedIfNeeded(proposal.text) : proposal.text, proposal.explanation, place.at, place.length});
        }
    }
    return result;
}

/// The lexeme that the cursor is in or right behind, or null.
const FilterLexeme *lexemeAt(const std::vector<FilterLexeme> &lexemes, int cursor)
{
    const auto at = std::find_if(lexemes.rbegin(), lexemes.rend(),
                                 [cursor](const FilterLexeme &l) { return l.at < cursor && cursor <= l.end(); });
    return at == lexemes.rend() ? nullptr : &*at;
}

Place placeOf(const FilterLexeme &lexeme, const QString &line, int cursor)
{
    Place place{lexeme.at, lexeme.length, line.mid(lexeme.at, cursor - lexeme.at)};
    const qsizetype dots = lexeme.quoted ? -1 : place.typed.lastIndexOf(u"..");
    if (lexeme.kind == Kind::Value && dots >= 0) { // the upper end of a range
        place.at += int(dots) + 2;
        place.length -= int(dots) + 2;
        place.typed = place.typed.mid(dots + 2);
    }
    if (lexeme.quoted)
        place.typed = place.typed.mid(1);
    if (lexeme.quoted && lexeme.closed && cursor == lexeme.end())
        place.typed.chop(1);
    return place;
}

/// What may stand at or behind `here`, a value or a sign between values.
std::vector<Proposal> valuesBehind(const std::vector<FilterLexeme> &lexemes, const FilterLexeme &here,
                                   const FilterVocabulary &words)
{
    const FilterLexeme *name = &here;
    while (name != lexemes.data() && name->kind != Kind::Name)
        --name;
    const qsizetype dot = name->text.indexOf(u'.');
    const QStringView text(name->text);
    const FilterField *field =
        name->kind == Kind::Name ? findFilterField(dot < 0 ? text : text.left(dot), words.fields) : nullptr;
    if (!field)
        return {};
    return valueProposals(*field, words, dot < 0 ? QStringView() : text.mid(dot + 1));
}

} // namespace

std::vector<FilterCompletion> completeFilter(const QString &line, int cursor, const FilterVocabulary &words)
{
    constexpr int kLongestLine = 10'000;
    if (cursor < 0 || cursor > line.size() || line.size() > kLongestLine)
        return {};
    const std::vector<FilterLexeme> lexemes = lexFilter(line);
    const FilterLexeme *here = lexemeAt(lexemes, cursor);
    if (here && (here->kind == Kind::Operator || here->kind == Kind::Comma || here->kind == Kind::Value)) {
        const Place place = here->kind == Kind::Value ? placeOf(*here, line, cursor) : Place{cursor, 0, {}};
        return fitting(valuesBehind(lexemes, *here, words), place, true);
    }
    if (here && here->quoted)
        return {};
    const bool inWord = here && (here->kind == Kind::Word || here->kind == Kind::Name);
    const Place place = inWord ? placeOf(*here, line, cursor) : Place{cursor, 0, {}};
    const bool named = inWord && here->kind == Kind::Name;
    return fitting(fieldProposals(words, !named), place, false);
}

std::vector<FilterCompletion> Filter::completions(const QString &line, int cursor, const FleetDictionaries &names)
{
    FilterVocabulary words{filterFields(), {}, {}};
    for (const Stream &stream : names.streams())
        words.streams << streamWord(stream);
    words.values = [&names](const FilterField &field, QStringView stream) {
        return field.kind == FilterKind::Ring ? ringProposals(names) : textProposals(field, names, stream);
    };
    return completeFilter(line, cursor, words);
}

} // namespace ringward
