"""BPMN 2.0 XML to authored YAML values and a report of what became of each element."""
