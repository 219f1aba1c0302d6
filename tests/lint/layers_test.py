#!/usr/bin/env python3
"""The check of the layers finds what it should: each wrong include below, and none of the right ones."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layers


class LayersTest(unittest.TestCase):
    def complaints(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return layers.check(root)

    def test_right_ways_are_let_through(self):
        self.assertEqual([], self.complaints({
            "models/base/a.h": "",
            "models/fleet/b.h": '#include "models/base/a.h"\n#include <QString>\n',
            "models/store/c.h": '#include "models/fleet/b.h"\n#include <QSqlDatabase>\n',
            "connectors/x/d.h": '#include "models/fleet/b.h"\n#include <QNetworkReply>\n',
            "connectors/activedirectory/ldapnames.cpp": "#include <ldap.h>\n",
            "views/widgets/e.h": '#include <QWidget>\n',
            "views/page/f.h": '#include "views/widgets/e.h"\n#include "models/fleet/b.h"\n',
            "app/g.cpp": '#include "views/page/f.h"\n#include "models/store/c.h"\n',
        }))

    def test_wrong_ways_are_named_with_file_and_line(self):
        base = {"models/base/a.h": "", "models/fleet/b.h": "", "models/store/c.h": "", "views/one/v.h": "",
                "connectors/x/d.h": "", "app/g.h": ""}
        for name, text in {
            "models/base/bad.h": '#include "models/fleet/b.h"',
            "models/fleet/bad.h": "#include <QColor>",
            "models/tables/bad.h": "#include <QSqlQuery>",
            "models/sources/bad.h": "#include <QNetworkReply>",
            "connectors/y/bad.h": '#include "connectors/x/d.h"',
            "connectors/z/bad.h": '#include "models/store/c.h"',
            "views/two/bad.h": '#include "views/one/v.h"',
            "views/three/bad.h": '#include "models/store/c.h"',
            "views/four/bad.h": '#include "connectors/x/d.h"',
            "models/drivers/bad.h": '#include "app/g.h"',
            "models/audit/bad.h": '#include "nowhere.h"',
            "connectors/activedirectory/bad.h": "#include <ldap.h>",
        }.items():
            with self.subTest(name):
                found = self.complaints({**base, name: "// first line\n" + text + "\n"})
                self.assertEqual(1, len(found), found)
                self.assertTrue(found[0].startswith(name + ":2:"), found)


if __name__ == "__main__":
    unittest.main()
