// Monaco's own worker (word completion, link detection, diffs) off the main thread. No language services.
import 'monaco-editor/editor/editor.worker';
