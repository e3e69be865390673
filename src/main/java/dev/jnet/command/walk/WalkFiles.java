package dev.jnet.command.walk;

import dev.jnet.console.OutputFile;
import dev.jnet.options.Arguments;
import dev.jnet.walk.tls.TlsKeys;
import java.io.IOException;
import java.util.Optional;

/**
 * The files that a walk writes.
 *
 * @param keyLog the file for the secrets of TLS
 * @param html the file for the report as a page
 * @param body the file for the body that the server sends
 */
record WalkFiles(Optional<KeyLogFile> keyLog, Optional<OutputFile> html, Optional<BodyFile> body)
    implements AutoCloseable {
  /**
   * Opens the files that the command line names.
   *
   * @throws IOException when one cannot be written; the message is for a person
   */
  static WalkFiles open(Arguments arguments) throws IOException {
    String keys = arguments.value("--keys", null);
    String page = arguments.value("--html", null);
    String file = arguments.value("-o", null);
    KeyLogFile keyLog = keys == null ? null : KeyLogFile.open(keys);
    OutputFile html = page == null ? null : OutputFile.open("--html", page);
    try {
      BodyFile body = file == null ? null : BodyFile.open(file);
      return new WalkFiles(
          Optional.ofNullable(keyLog), Optional.ofNullable(html), Optional.ofNullable(body));
    } catch (IOException e) {
      if (html != null) {
        html.close();
      }
      throw e;
    }
  }

  /** Closes the files, and drops those that are not whole. */
  @Override
  public void close() throws IOException {
    if (html.isPresent()) {
      html.get().close();
    }
    if (body.isPresent()) {
      body.get().close();
    }
  }

  /** The receiver of the secrets of TLS. */
  TlsKeys keys() {
    return keyLog.isPresent() ? keyLog.get() : TlsKeys.none();
  }
}
