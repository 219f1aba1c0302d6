#pragma once
#include "views/rings/ringcolumnview.h"

namespace ringward {

/// Bars of devices down by a bad version: everybody in one ring, the rings of today, and with the draft; a group for
/// each time of reversal. Wards below cover stand behind each bar.
class WhatIfChart : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfChart(QWidget *parent = nullptr);
    void showPicture(const RingPicturePtr &picture);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    RingPicturePtr m_picture;
};

} // namespace ringward
