// Parses PowerShell scripts and names what their grammar does not know: node parse.cjs FOLDER FILE...
// FOLDER is what install.sh prints. Ends with 1 when there is any.
'use strict';
const fs = require('fs');
const path = require('path');
const [folder, ...files] = process.argv.slice(2);
const load = require('module').createRequire(path.join(folder, 'package.json'));
const { Parser, Language } = load('web-tree-sitter');

function problems(node, found = []) {
    if (node.type === 'ERROR' || node.isMissing)
        found.push(node);
    else if (node.hasError)
        for (let i = 0; i < node.childCount; ++i)
            problems(node.child(i), found);
    return found;
}

async function main() {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(load.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
    let count = 0;
    for (const file of files) {
        const text = fs.readFileSync(file, 'utf8');
        for (const node of problems(parser.parse(text).rootNode)) {
            const { row, column } = node.startPosition;
            const what = node.isMissing ? `${node.type} is missing` : 'not understood';
            console.log(`${path.basename(file)}:${row + 1}:${column + 1}: ${what}: ${text.split('\n')[row]}`);
            ++count;
        }
    }
    process.exitCode = count ? 1 : 0;
}
main();
