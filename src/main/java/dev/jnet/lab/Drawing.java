package dev.jnet.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of a topology. The path from the client to the first host is a line, with the MTU of
 * each link, or {@code 1400!} where larger packets vanish. All other nodes hang below it.
 *
 * <pre>
 * laptop ─1500─ gateway ─1492─ isp ─1500─ www.lab.test
 *  └─1500─ nas.lab.test
 * </pre>
 */
final class Drawing {
  /** The space before a continued line, and before a branch below its node. */
  private static final String INDENT = "  ";

  private static final int BRANCH = 1;

  /** Marks a size over which packets vanish. It ends the line of its link. */
  private static final String HOLE = "!";

  private final Topology topology;
  private final int width;
  private final char across;
  private final char down;
  private final char corner;
  private final List<StringBuilder> rows = new ArrayList<>();

  /** For each node, the cable that leads to it from the client's side; −1 for the client. */
  private final int[] cable;

  /**
   * For each node, the nodes next to it on the far side from the client, in the order of the file.
   */
  private final List<List<Integer>> behind = new ArrayList<>();

  private Drawing(Topology topology, boolean unicode, int width) {
    this.topology = topology;
    this.width = width;
    across = unicode ? '─' : '-';
    down = unicode ? '│' : '|';
    corner = unicode ? '└' : '`';
    cable = new int[topology.nodes().size()];
    for (int i = 0; i < cable.length; i++) {
      cable[i] = -1;
      behind.add(new ArrayList<>());
    }
    spread();
  }

  /**
   * The lines of the picture, at most {@code width} characters each if the names are short enough.
   * Where the branches find no room, each link has a line instead.
   */
  static List<String> of(Topology topology, boolean unicode, int width) {
    Drawing drawing = new Drawing(topology, unicode, width);
    drawing.chain(drawing.pathToFirstHost(), "", 0);
    List<String> lines = new ArrayList<>();
    for (StringBuilder row : drawing.rows) {
      lines.add(row.toString());
    }
    return lines.stream().allMatch(line -> line.length() <= width) ? lines : drawing.links();
  }

  private List<String> links() {
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < cable.length; node++) {
      if (cable[node] >= 0) {
        int near = topology.cables().get(cable[node]).other(node);
        lines.add(name(near) + " " + label(node) + " " + name(node));
      }
    }
    return lines;
  }

  private String name(int node) {
    return topology.nodes().get(node).name();
  }

  private void spread() {
    int client = topology.client();
    ArrayDeque<Integer> reached = new ArrayDeque<>(List.of(client));
    while (!reached.isEmpty()) {
      int near = reached.remove();
      for (int i = 0; i < topology.cables().size(); i++) {
        Topology.Cable candidate = topology.cables().get(i);
        if (candidate.left() != near && candidate.right() != near) {
          continue;
        }
        int far = candidate.other(near);
        if (far != client && cable[far] < 0) {
          cable[far] = i;
          behind.get(near).add(far);
          reached.add(far);
        }
      }
    }
  }

  private List<Integer> pathToFirstHost() {
    int at = topology.client();
    for (int i = topology.nodes().size() - 1; i >= 0; i--) {
      at = topology.nodes().get(i).kind() == Topology.Kind.HOST ? i : at;
    }
    ArrayDeque<Integer> path = new ArrayDeque<>(List.of(at));
    while (cable[at] >= 0) {
      at = topology.cables().get(cable[at]).other(at);
      path.addFirst(at);
    }
    return new ArrayList<>(path);
  }

  /** Draws nodes in a line, and then the branches below them, the rightmost first. */
  private void chain(List<Integer> nodes, String front, int column) {
    StringBuilder row = row(column).append(front);
    int first = rows.size();
    int[] columns = new int[nodes.size()];
    int drawn = 0;
    while (drawn < nodes.size()) {
      int node = nodes.get(drawn);
      String link = drawn == 0 ? "" : " " + label(node) + " ";
      String name = name(node);
      int mark = drawn + 1 < nodes.size() ? 2 : 0; // room for a mark that the line continues below
      if (drawn > 0 && row.length() + link.length() + name.length() + mark > width) {
        row.append(' ').append(across);
        break;
      }
      row.append(link);
      columns[drawn++] = row.length();
      row.append(name);
    }
    for (int i = drawn - 1; i >= 0; i--) {
      for (int child : behind.get(nodes.get(i))) {
        if (!nodes.contains(child)) {
          branch(child, columns[i] + BRANCH, first);
        }
      }
    }
    if (drawn < nodes.size()) {
      List<Integer> rest = nodes.subList(drawn, nodes.size());
      chain(rest, INDENT + label(rest.get(0)) + " ", 0);
    }
  }

  private void branch(int child, int column, int from) {
    for (int i = from; i < rows.size(); i++) {
      StringBuilder above = rows.get(i);
      while (above.length() <= column) {
        above.append(' ');
      }
      above.setCharAt(column, above.charAt(column) == corner ? junction() : down);
    }
    List<Integer> line = new ArrayList<>(List.of(child));
    int at = child;
    while (!behind.get(at).isEmpty()) {
      at = behind.get(at).get(0);
      line.add(at);
    }
    chain(line, corner + label(child) + " ", column);
  }

  private char junction() {
    return corner == '└' ? '├' : '+';
  }

  private StringBuilder row(int column) {
    StringBuilder row = new StringBuilder(width);
    for (int i = 0; i < column; i++) {
      row.append(' ');
    }
    rows.add(row);
    return row;
  }

  /**
   * What the link carries that leads to a node. When it carries something else on the way back,
   * both.
   */
  private String label(int node) {
    Topology.Cable link = topology.cables().get(cable[node]);
    String back = carries(link.from(node));
    String there = carries(link.from(link.other(node)));
    String both = there.equals(back) ? there : there + "/" + back;
    return across + both + (both.endsWith(HOLE) ? "" : across);
  }

  /** The MTU of one direction, or the size over which packets vanish, with a mark. */
  private static String carries(Settings direction) {
    long mtu = direction.get(Setting.MTU);
    long hole = direction.get(Setting.HOLE);
    return hole < mtu ? hole + HOLE : "" + mtu;
  }
}
