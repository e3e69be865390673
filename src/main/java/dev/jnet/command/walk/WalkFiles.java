package dev.jnet.command.walk;

import dev.jnet.console.OutputFile;
import dev.jnet.options.Arguments;
import dev.jnet.walk.tls.TlsKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that a walk writes.
 *
 * @param keyLog the file for the secrets of TLS
 * @param html the file for the report as a page
 * @param body the file for the body that the server sends
 */
record WalkFiles(Optional<KeyLogFile> keyLog, Optional<OutputFile> html, Optional<BodyFile> body) {
  /**
   * Opens the files that the command line names. The file for the body is only made when a body
   * comes.
   *
   * @throws IOException when one cannot be written; the message is for a person
   */
  static WalkFiles open(Arguments arguments) throws IOException {
    String keys = arguments.value("--keys", null);
    Optional<KeyLogFile> keyLog =
        keys == null ? Optional.empty() : Optional.of(KeyLogFile.open(keys));
    String page = arguments.value("--html", null);
    Optional<OutputFile> html =
        page == null ? Optional.empty() : Optional.of(OutputFile.open("--html", page));
    String file = arguments.value("-o", null);
    return new WalkFiles(
        keyLog, html, Optional.ofNullable(file).map(name -> new BodyFile(Path.of(name))));
  }

  /** The receiver of the secrets of TLS. */
  TlsKeys keys() {
    return keyLog.isPresent() ? keyLog.get() : TlsKeys.none();
  }
}
