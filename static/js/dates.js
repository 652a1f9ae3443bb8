// The picker replaces what it cannot read by today's date when the field is left; the form says what is wrong instead.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
