-- 0060-a-trial-message.sql: a reader can have a message sent that tells nothing, to see that the way works.

alter table message drop constraint message_form_check;
alter table message add constraint message_form_check check (form in ('alert', 'digest', 'summary', 'trial'));
