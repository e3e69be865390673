/** {@code jnet schema}: prints the JSON Schema of commands' documents. */
package dev.jnet.command.schema;
