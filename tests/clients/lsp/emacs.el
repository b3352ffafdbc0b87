;;; emacs.el --- Emacs without a window -*- lexical-binding: t -*-

;; A file is opened and judged, one correction is made, then all safe ones, and the buffer is what the command line
;; writes.  The settings are those of docs/editors.md.  Run by `cargo xtask clients', which names the binary in SUNTING.

(require 'eglot)

(defvar sunting (or (getenv "SUNTING") (error "SUNTING names the binary")))
(defvar folder (file-name-as-directory (make-temp-file "sunting" t)))
(defvar text "😀 Petugas itu menggenagi kolam di taman kota , lalu pulang.\nMereka tinggal dirumah sendiri.\n")

(defun wait (what is-there)
  "Wait for WHAT until IS-THERE answers."
  (let ((until (time-add nil 60)))
    (while (not (funcall is-there))
      (when (time-less-p until nil) (error "waited in vain for %s" what))
      (accept-process-output nil 0.02))))

(defun written (name)
  "The path of a file called NAME with the text in it."
  (let ((path (expand-file-name name folder)) (coding-system-for-write 'utf-8-unix))
    (write-region text nil path)
    path))

(defun check (&rest args)
  "What the command line writes for ARGS."
  (with-temp-buffer
    (setq default-directory folder)
    (let ((coding-system-for-read 'utf-8-unix))
      (apply #'call-process sunting nil '(t nil) nil "check" args))
    (buffer-string)))

(defun found ()
  "The texts of the findings in the buffer."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun is-misspelt (finding)
  "Whether FINDING is of the misspelt word."
  (string-match-p "spelling/misspelt" finding))


;; The parts of docs/editors.md.
(add-to-list 'eglot-server-programs
             `((text-mode markdown-mode html-mode) . (,sunting "lsp")))
(setq-default eglot-workspace-configuration
              '(:sunting (:severity "warning" :language "id")))
(defun sunting-fix ()
  "Make all safe corrections."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.sunting" t))

(write-region "" nil (expand-file-name "sunting.toml" folder))
(find-file (written "a.txt"))
(apply #'eglot (eglot--guess-contact))
(wait "the server" #'eglot-current-server)
(wait "findings" (lambda () (flymake-start) (found)))

(let* ((told (check "--format" "short" "--min-severity" "warning" "--lang" "id" "a.txt"))
       (lines (seq-filter (lambda (line) (string-prefix-p "a.txt:" line)) (split-string told "\n"))))
  (unless (= (length lines) (length (found)))
    (error "%s findings in the editor, %s on the command line" (found) lines)))
(let ((typo (seq-find (lambda (it) (is-misspelt (flymake-diagnostic-text it))) (flymake-diagnostics))))
  (unless (equal "menggenagi" (buffer-substring (flymake-diagnostic-beg typo) (flymake-diagnostic-end typo)))
    (error "the word stands elsewhere: %s" typo))
  (goto-char (flymake-diagnostic-beg typo)))

;; One correction, the preferred one.
(let ((actions (eglot-code-actions (point) (point) "quickfix" nil)))
  (eglot--apply-workspace-edit
   (plist-get (seq-find (lambda (action) (eq t (plist-get action :isPreferred))) actions) :edit)))
;; Emacs tells the server of it when it idles, which it never does without a window.
(eglot--signal-textDocument/didChange)
(unless (string-match-p "menggenangi kolam" (buffer-string)) (error "not corrected: %s" (buffer-string)))
(wait "the finding to go" (lambda () (not (seq-some #'is-misspelt (found)))))

;; All safe ones: the same as on the command line.
(save-buffer)
(copy-file "a.txt" "b.txt")
(sunting-fix)
(check "--fix" "b.txt")
(let* ((coding-system-for-read 'utf-8-unix)
       (expected (with-temp-buffer (insert-file-contents (expand-file-name "b.txt" folder)) (buffer-string))))
  (when (equal expected text) (error "the command line has corrected nothing"))
  (unless (equal expected (buffer-string)) (error "%S is not %S" (buffer-string) expected)))

(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(delete-directory folder t)
(message "emacs %s, eglot: ok" emacs-version)
;;; emacs.el ends here
