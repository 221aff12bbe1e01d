/** What is said where a post’s options are chosen: loaded with them, not with the first word. */
export const options = {
  composer: {
    options: {
      title: 'Options',
      usual: 'As the account has it',
      warning: 'Content warning',
      warningHint: 'Readers see it first, and open the post if they want. It counts with the text.',
      labels: {
        label: 'Label',
        hint: 'Readers who asked for it see a cover first. Words of your own are not possible there.',
        none: 'None',
        sexual: 'Suggestive',
        nudity: 'Nudity',
        porn: 'Adult content',
        'graphic-media': 'Graphic media',
      },
      visibility: {
        label: 'Who sees it',
        public: 'Everyone',
        unlisted: 'Everyone, but not in public timelines',
        followers: 'Followers only',
      },
      reply: {
        label: 'Who may reply',
        everyone: 'Everyone',
        nobody: 'Nobody',
        some: 'Only some',
        mentioned: 'Those mentioned',
        following: 'Those the account follows',
        followers: 'Followers',
      },
      quote: { label: 'Who may quote', everyone: 'Everyone', followers: 'Followers', nobody: 'Nobody' },
      card: {
        label: 'Card of the first link',
        shown: 'As its page says',
        none: 'No link card',
        preview: 'Card of the link',
      },
      firstComment: 'First comment',
      firstCommentMedia: 'Pictures and videos of the first comment',
      firstCommentHint: 'A reply to the post from the same account, once all of it is out: sources, links, credits.',
    },
  },
}
