package dev.jnet.walk.dns;

import java.util.List;

/**
 * A DNS message (RFC 1035 section 4), as far as a walk looks into it.
 *
 * @param bytes its length
 * @param id 0 to 65535, by which an answer is known
 * @param response whether it is an answer
 * @param authoritative whether the server answers for its own zone (AA)
 * @param truncated whether more did not fit (TC)
 * @param recursionAvailable whether the server looks further for us (RA)
 * @param rcode 0 for success, 3 for a name that does not exist
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

  /** No trouble. */
  public static final int NOERROR = 0;

  /** There is no such name. */
  public static final int NXDOMAIN = 3;
}
