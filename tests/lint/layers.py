#!/usr/bin/env python3
"""Fails with file and line when an include crosses the one direction that includes may go.

usage: layers.py PROJECT_FOLDER
"""
import pathlib
import re
import sys

MODELS = ["base", "fleet", "drivers", "audit", "sources", "keys", "rings", "changes", "incident", "drill", "store", "tables"]
NO_WINDOW = r"^(QWidget|QPainter|QColor|QIcon|QPixmap|QImage|QFont|QBrush|QPen|QPalette|QApplication|QtGui|QtWidgets|QtCharts|QChart)"
NO_NETWORK = r"^(QNetwork|QTcp|QUdp|QSsl|QWebSocket|QHttp|QtNetwork)"
SQL = r"^(QSql|QtSql)"
DIRECTORY = r"^(ldap|lber|sasl/)"
DIRECTORY_SEAM = ["connectors/activedirectory/ldapconnection.cpp", "connectors/activedirectory/ldapnames.cpp"]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def unit(path):
    """The folder that a file belongs to for this purpose: models/fleet, connectors/files, views/devices, app, tests."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] in ("models", "connectors", "views") and len(parts) > 2 else parts[0]


def may_include(source, target):
    """Whether a file in unit `source` may include one in unit `target`."""
    if source == target or source in ("app", "tests"):
        return target != "tests" or source == "tests"
    top, _, part = source.partition("/")
    target_top, _, target_part = target.partition("/")
    if top == "models":
        return target_top == "models" and MODELS.index(target_part) < MODELS.index(part)
    if top == "connectors":
        return target == "connectors/http" or (target_top == "models" and target_part in ("base", "fleet", "drivers", "sources"))
    if top == "views":
        return target == "views/widgets" or (target_top == "models" and target_part != "store")
    return False


def forbidden_library(source, name, header):
    """Why the file `name` in unit `source` must not include the library header, or None."""
    if re.match(DIRECTORY, header) and name not in DIRECTORY_SEAM:
        return "another directory library takes the place of the files of the seam alone"
    top, _, part = source.partition("/")
    if top in ("models", "connectors") and re.match(NO_WINDOW, header):
        return "nothing of Qt Gui, Widgets or Charts below views"
    if top in ("models", "views") and re.match(NO_NETWORK, header):
        return "Qt Network is for connectors"
    if top in ("views", "connectors") and re.match(SQL, header):
        return "Qt Sql is for models/store"
    if top == "models" and part != "store" and re.match(SQL, header):
        return "Qt Sql is for models/store"
    return None


def check(root):
    complaints = []
    for top in ("app", "models", "views", "connectors"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            name = path.relative_to(root).as_posix()
            source = unit(name)
            if source.startswith("models/") and source.split("/")[1] not in MODELS:
                complaints.append(f"{name}:1: no such subject in models: {source}")
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                quote, header = match.groups()
                if quote == '"' and (root / header).is_file():
                    if not may_include(source, unit(header)):
                        complaints.append(f"{name}:{number}: {source} may not include {header}")
                elif quote == '"':
                    complaints.append(f"{name}:{number}: write the path from the top of the project: {header}")
                elif reason := forbidden_library(source, name, header):
                    complaints.append(f"{name}:{number}: {source} includes <{header}>: {reason}")
    return complaints


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1]))
    print("\n".join(found) or "every include points the right way")
    sys.exit(1 if found else 0)
