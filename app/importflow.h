#pragma once
#include "connectors/files/filesource.h"

#include <QObject>
#include <QStringList>

namespace ringward {

class Composition;

/// Files on their way in: asks what the columns of an unknown list mean, then hands everything to the file source.
/// One batch after the other.
class ImportFlow : public QObject {
    Q_OBJECT
public:
    explicit ImportFlow(Composition &composition, QObject *parent = nullptr);
    ~ImportFlow() override;

    void import(const QStringList &paths);
    void confirm(const QString &file, const ImportMapping &mapping); ///< remembered, then imported
    void skip(const QString &file);
    void cancel();

Q_SIGNALS:
    void progressed(const QString &text, qint64 done, qint64 total);
    void mappingWanted(const QString &file, const ringward::MappingProposal &proposal);
    void failed(const ringward::Error &error); ///< nothing could be imported at all
    void finished(const std::vector<ringward::ImportReport> &reports);

private:
    void look();
    void take(const QString &file, const Result<MappingProposal> &proposal);
    void importNow();

    Composition &m_composition;
    QStringList m_toLookAt, m_toImport;
    QString m_asked; ///< the list whose columns somebody is asked about
    bool m_busy = false;
    std::stop_source m_stop;
};

} // namespace ringward
