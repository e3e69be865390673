package dev.jnet.walk.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP request and the answer to it (RFC 9112). Times are ns on the link's clock, and negative
 * for what did not happen.
 *
 * @param request as it was sent
 * @param statusLine as it came; empty without one
 * @param status 100 to 599; 0 without an answer
 * @param fields the header fields in their order
 * @param headBytes bytes of status line and fields, the empty line included
 * @param framing how the end of the body is known
 * @param announced bytes of the body by Content-Length; negative without that field
 * @param body bytes of it that came
 * @param framingBytes bytes of the chunks' sizes, line ends and trailer fields
 * @param chunks how many chunks a chunked body had
 * @param preview the first bytes of the body, at most 512
 * @param isComplete whether the whole answer came
 * @param fault what is wrong; empty when all is well
 * @param requestedAt when the request was handed to the connection
 * @param firstAt when the first byte of the answer came
 * @param lastAt when the last one did
 */
public record Page(
    String request,
    String statusLine,
    int status,
    List<Field> fields,
    int headBytes,
    Framing framing,
    long announced,
    long body,
    long framingBytes,
    int chunks,
    byte[] preview,
    boolean isComplete,
    Optional<Fault> fault,
    long requestedAt,
    long firstAt,
    long lastAt) {
  /** A header field. */
  public record Field(String name, String value) {}

  /** How the end of a body is known (RFC 9112 section 6.3). */
  public enum Framing {
    /** There is none, as with 204 and 304. */
    NONE,
    /** Its length was announced. */
    LENGTH,
    /** It comes in chunks, each with its length. */
    CHUNKED,
    /** Its end is the end of the connection. */
    UNTIL_CLOSE
  }

  /** What can be wrong with an answer. */
  public enum Fault {
    /** The connection ended before an answer came. */
    NO_ANSWER,
    /** It does not begin as HTTP does. */
    NOT_HTTP,
    /** The header fields do not end. */
    ENDLESS_HEAD,
    /** Interim answers, such as 100 Continue, do not end. */
    ENDLESS_INTERIM,
    /** A line among the header fields is no field. */
    BAD_FIELD,
    /** The announced length is no number, or there are several. */
    BAD_LENGTH,
    /** The size of a chunk is no number. */
    BAD_CHUNK,
    /** The body is shorter than announced. */
    SHORT_BODY,
    /** The body is, or was announced to be, larger than the limit. */
    TOO_LARGE,
    /** The body could not be written to where it was to go. */
    NOT_WRITTEN
  }

  /**
   * The value of the first field of this name.
   *
   * @param name in lower case; the field's own name may have any case
   */
  public Optional<String> field(String name) {
    for (Field each : fields) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(each.value());
      }
    }
    return Optional.empty();
  }

  /** The Location field of a redirect (RFC 9110 section 15.4); empty for other answers. */
  public Optional<String> redirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> field("location");
      default -> Optional.empty();
    };
  }

  /** Whether the body is compressed; jnet never decompresses it. */
  public boolean isPacked() {
    String coding = field("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return !coding.isBlank() && !coding.equals("identity");
  }
}
