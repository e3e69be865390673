package dev.jnet.command.doctor;

import dev.jnet.testnet.Chain;
import java.util.Arrays;
import java.util.List;

/**
 * A broken network, and what the doctor has to find there.
 *
 * @param version of IP
 * @param faults that are built in
 * @param stages what each examination has to find, where the one before was followed
 */
record BrokenNetwork(int version, List<Fault> faults, List<Stage> stages) {
  /**
   * What an examination has to find.
   *
   * @param causes the codes, in the order of mending; none where nothing is wrong
   * @param remarks the codes, where nothing is wrong
   * @param hop of the last of these causes; 0 where it has none
   */
  record Stage(List<String> causes, List<String> remarks, int hop) {
    private static final String OK = "ok:";

    private static Stage parse(String text) {
      if (text.startsWith(OK)) {
        String remarks = text.substring(OK.length());
        return new Stage(
            List.of(), remarks.isEmpty() ? List.of() : List.of(remarks.split(",", -1)), 0);
      }
      int at = text.indexOf('@');
      String causes = at < 0 ? text : text.substring(0, at);
      int hop = at < 0 ? 0 : Integer.parseInt(text.substring(at + 1));
      return new Stage(List.of(causes.split(",", -1)), List.of(), hop);
    }
  }

  /**
   * Reads {@code 4 HOLE+LOSS packet-loss,black-hole@2}, or {@code 4 NO_ECHO ok:ping-not-answered}
   * where nothing is wrong; further stages stand behind a slash.
   */
  static BrokenNetwork parse(String line) {
    String[] words = line.strip().split(" +", -1);
    return new BrokenNetwork(
        Integer.parseInt(words[0]),
        Arrays.stream(words[1].split("\\+", -1)).map(Fault::valueOf).toList(),
        Arrays.stream(words[2].split("/", -1)).map(Stage::parse).toList());
  }

  /** Its name in a test's report. */
  String name() {
    return "IPv" + version + " " + faults;
  }

  /** The address that is asked about. */
  String target(Chain chain) {
    return faults.contains(Fault.NAT64) ? Fault.TRANSLATED : Fault.server(chain, version);
  }

  /** The MTU of each link: one link where the client's interface is off, else three. */
  int[] links() {
    return faults.contains(Fault.INTERFACE_DOWN) ? new int[] {1500} : new int[] {1500, 1500, 1500};
  }
}
