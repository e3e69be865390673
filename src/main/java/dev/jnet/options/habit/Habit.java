package dev.jnet.options.habit;

/**
 * One line of a configuration file: a key and its value.
 *
 * @param section the command that the line is for; empty for all commands
 * @param key an option's long name without its dashes
 * @param value a String, Long, Double or Boolean
 * @param line its line in the file, from 1
 */
record Habit(String section, String key, Object value, int line) {
  /** The value as it would be typed on a command line. */
  String typed() {
    return value.toString();
  }

  /** The value as the file has it. */
  String written() {
    return value instanceof String ? '"' + typed() + '"' : typed();
  }
}
