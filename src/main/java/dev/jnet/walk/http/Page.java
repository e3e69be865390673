package dev.jnet.walk.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP request and what came of it (RFC 9112). Times are ns on the link's clock, and negative
 * for what did not happen.
 *
 * @param request as it was sent
 * @param statusLine as it came; empty without one
 * @param status 100 to 599; 0 without an answer
 * @param fields the header fields in their order
 * @param headBytes bytes of status line and fields, the empty line included
 * @param framing what tells where the body ends
 * @param announced bytes that the body was said to have; negative when nothing was said
 * @param body bytes of it that came
 * @param framingBytes what came besides: sizes of chunks and line ends
 * @param chunks how many pieces a chunked body came in
 * @param preview the first bytes of the body
 * @param isComplete whether all of it came
 * @param fault what is wrong; empty when all is well
 * @param requestedAt when the request was handed down
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

  /** What tells where a body ends (RFC 9112 section 6.3). */
  public enum Framing {
    /** There is none, as with 204 and 304. */
    NONE,
    /** Its length was announced. */
    LENGTH,
    /** It comes in pieces, each with its length. */
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
    /** A header field is none. */
    BAD_FIELD,
    /** The announced length is no number, or there are several. */
    BAD_LENGTH,
    /** The size of a chunk is no number. */
    BAD_CHUNK,
    /** The body is shorter than announced. */
    SHORT_BODY,
    /** The body is, or was said to be, larger than we take. */
    TOO_LARGE,
    /** The body could not be written to where it was to go. */
    NOT_WRITTEN
  }

  /** The first field of this name, in whatever letters. */
  public Optional<String> field(String name) {
    for (Field each : fields) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(each.value());
      }
    }
    return Optional.empty();
  }

  /** Where the answer sends us on to, if it does. */
  public Optional<String> redirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> field("location");
      default -> Optional.empty();
    };
  }

  /** Whether the body is packed, and stays so. */
  public boolean isPacked() {
    String coding = field("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return !coding.isBlank() && !coding.equals("identity");
  }
}
