package dev.jnet.walk.dns;

import java.util.List;

/**
 * A DNS message (RFC 1035 section 4), as far as a walk needs it.
 *
 * @param bytes its length in bytes
 * @param id 0 to 65535; an answer has that of its query
 * @param response whether it is an answer
 * @param authoritative whether the server answers for its own zone (AA)
 * @param truncated whether more did not fit (TC)
 * @param recursionAvailable whether the server asks other servers (RA)
 * @param rcode the response code: 0 for success, 3 for a name that does not exist
 * @param rcodeName such as {@code NOERROR}, {@code NXDOMAIN}
 * @param questionName the name asked for; empty where there is no question
 * @param questionType {@code A} or {@code AAAA}, or another
 * @param answers the answer section
 * @param questionBytes bytes of the question section
 */
public record DnsMessage(
    int bytes,
    int id,
    boolean response,
    boolean authoritative,
    boolean truncated,
    boolean recursionAvailable,
    int rcode,
    String rcodeName,
    String questionName,
    String questionType,
    List<DnsRecord> answers,
    int questionBytes) {
  /** Bytes of the header. */
  public static final int HEADER = 12;

  /** The response code for success. */
  public static final int NOERROR = 0;

  /** The response code for a name that does not exist. */
  public static final int NXDOMAIN = 3;
}
