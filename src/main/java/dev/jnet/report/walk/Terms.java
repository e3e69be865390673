package dev.jnet.report.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Explains terms to a learner, each in one sentence, the first time that it is used. */
final class Terms {
  private static final String[] ALL = {
    "DNS",
    "The Domain Name System turns a name, which people remember, into an address, which packets"
        + " need.",
    "resolver",
    "The name server that this machine asks is its resolver: it asks other servers and caches what"
        + " they say.",
    "UDP",
    "UDP carries one message in one packet: 8 bytes of header, no connection, no order, no"
        + " acknowledgment; whoever gets no answer asks again.",
    "A",
    "An A record holds an IPv4 address, an AAAA record an IPv6 address, four times as long.",
    "CNAME",
    "A CNAME record says that a name is an alias, and which name to look up instead.",
    "TTL of a record",
    "A record's TTL is how many seconds it may be remembered.",
    "route",
    "A route says by which interface packets for an address leave, and who gets them first: the"
        + " address itself where it is on the same link, else a router, the gateway.",
    "ARP",
    "ARP asks everybody on a link who has an IPv4 address; the one who has it answers with the"
        + " hardware (MAC) address that frames need.",
    "neighbor discovery",
    "Neighbor discovery does for IPv6 what ARP does for IPv4: it finds the hardware (MAC) address"
        + " that frames on this link need.",
    "TCP",
    "TCP makes a connection out of packets that may get lost: every byte has a number, and what is"
        + " not acknowledged is sent again.",
    "three-way handshake",
    "In the three-way handshake each side tells the number from which it counts (SYN) and"
        + " acknowledges the other's (ACK).",
    "MSS",
    "The MSS is the most data that a side takes in one segment: its MTU, the largest IP packet of"
        + " its link, without IP and TCP header.",
    "TLS",
    "TLS encrypts what TCP carries, and proves by a certificate who is at the other end.",
    "SNI",
    "With SNI the client says in clear which name it wants, because one address may serve many.",
    "ALPN",
    "With ALPN both sides agree on what is spoken inside TLS.",
    "certificate",
    "A certificate binds a name to a key, signed by an authority that the client's store knows.",
    "HTTP",
    "HTTP is question and answer in text: a request for a path, an answer with a status, header"
        + " fields, an empty line, and the body.",
    "encapsulation",
    "On the way down each layer puts its header in front of what the one above hands to it, and"
        + " does not look inside: message, segment, packet, frame.",
    "FCS",
    "The FCS, a CRC over the frame, is added by the network card behind it; a damaged frame is"
        + " dropped there.",
    "checksum",
    "A checksum is the sum of all 16-bit words; who gets the packet adds them, too, and drops it"
        + " when the sum is wrong.",
    "decapsulation",
    "On the way up each layer takes its header off, checks it, and hands the rest to the layer"
        + " that the header names.",
    "chunked",
    "A chunked body comes in pieces, each with its length in front, because the server did not"
        + " know the whole length beforehand.",
    "redirect",
    "A redirect is an answer that says: it is over there; the client walks on.",
    "window",
    "The window is how many bytes more a side takes before the other has to wait.",
    "four-way close",
    "Each side closes its own half with a FIN, and has it acknowledged: four steps, of which two"
        + " may share a segment.",
    "TIME_WAIT",
    "Who closes first waits in TIME_WAIT, so that an old segment that turns up late meets no new"
        + " connection on the same ports.",
    "SSH",
    "SSH is a login from afar over an encrypted connection; both sides first say in clear which"
        + " version they speak.",
    "SMTP",
    "SMTP hands mail from one server to the next: commands and answers in lines of text, each"
        + " answer with a number.",
    "FTP",
    "FTP fetches and stores files: commands on this connection, files on others.",
  };

  private static final Map<String, String> SENTENCES = sentences();

  private final boolean wanted;
  private final Set<String> told = new HashSet<>();

  /** Begins without any explained term. Never explains anything when that is not wanted. */
  Terms(boolean wanted) {
    this.wanted = wanted;
  }

  private static Map<String, String> sentences() {
    Map<String, String> sentences = new HashMap<>();
    for (int i = 0; i < ALL.length; i += 2) {
      sentences.put(ALL[i], ALL[i + 1]);
    }
    return sentences;
  }

  /** The sentences for those of these terms that are used for the first time. */
  List<String> first(String... terms) {
    List<String> sentences = new ArrayList<>();
    for (String term : terms) {
      String sentence = SENTENCES.get(term);
      if (sentence == null) {
        throw new IllegalArgumentException("no word on " + term);
      }
      if (wanted && told.add(term)) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }
}
