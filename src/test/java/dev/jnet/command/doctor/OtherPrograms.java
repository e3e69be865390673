package dev.jnet.command.doctor;

import dev.jnet.testnet.Host;
import dev.jnet.testnet.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other programs tell of a broken network, in a few words each. */
record OtherPrograms(Host client, String target, String url) {
  /** The commands, as they are typed. */
  static final List<String> COMMANDS =
      List.of("ping -c3 -i0.2 -W1", "tracepath -n -m5", "mtr -n -r -c3 -i0.3", "curl -v -m3");

  /** The row of a network: its name, what the doctor finds, and what each program tells. */
  String row(BrokenNetwork network, DoctorAnswer doctor) {
    List<String> cells = new ArrayList<>();
    String faults = network.faults().toString().toLowerCase(Locale.ROOT);
    cells.add(Integer.toString(network.version()));
    cells.add(faults.replace('_', ' ').substring(1, faults.length() - 1));
    cells.add(doctor.causes().isEmpty() ? "ok" : String.join(", ", doctor.causes()));
    cells.add(ping(run(0, target)));
    cells.add(tracepath(run(1, target)));
    cells.add(mtr(run(2, target)));
    cells.add(curl(run(3, url)));
    return "| " + String.join(" | ", cells) + " |";
  }

  private Outcome run(int command, String asked) {
    String line = "timeout 12 " + COMMANDS.get(command) + " " + asked + " 2>&1 | tr -d '\\000'";
    return client.run("sh", "-c", line);
  }

  private static String ping(Outcome outcome) {
    Matcher received = Pattern.compile("(\\d) received").matcher(outcome.out());
    return received.find() ? received.group(1) + " of 3" : "cannot send";
  }

  private static String tracepath(Outcome outcome) {
    Matcher pmtu = Pattern.compile("Resume: pmtu (\\d+)").matcher(outcome.out());
    String mtu = pmtu.find() ? pmtu.group(1) : "-";
    return mtu + (outcome.out().contains("reached") ? "" : ", not reached");
  }

  private String mtr(Outcome outcome) {
    List<String> lines = outcome.out().lines().toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    Matcher loss = Pattern.compile("([\\d.]+)%").matcher(last);
    return last.contains(target) && loss.find()
        ? Math.round(Double.parseDouble(loss.group(1))) + " % loss"
        : "not reached";
  }

  private static String curl(Outcome outcome) {
    String out = outcome.out();
    if (out.contains("Operation timed out") || out.contains("Connection timed out")) {
      return out.contains("Connected to") ? "connects, hangs" : "no connection";
    }
    return out.contains("Failed to connect") ? "fails at once" : "gets the page";
  }
}
