// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

import {Ballot} from "../../src/examples/Ballot.sol";
import {CredentialPolicy} from "../../src/examples/CredentialPolicy.sol";
import {AllowListPolicy} from "../../src/examples/AllowListPolicy.sol";
import {Guestbook} from "../../src/examples/Guestbook.sol";
import {HolderPolicy} from "../../src/examples/HolderPolicy.sol";
import {Condition, Grant, Permission, Policy} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {UseCaseTest} from "./UseCaseTest.sol";

contract Pass is ERC721("Pass", "PASS") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}

/// @dev Posting, membership, voting.
contract SocialUseCasesTest is UseCaseTest {
    Guestbook private guestbook = new Guestbook();
    Ballot private ballot = new Ballot();

    function test_postsPerDay_endAtTheLimitAndComeBackTheNextDay() public {
        Permission memory permission = _post();
        permission.period = "day";
        permission.limits = limit("calls", 2);
        permission.conditions = only(condition("1", "length between", 1, 280));
        Grant memory grant = monthOf(permission);
        plays(grant, address(guestbook), _say("one"));
        plays(grant, address(guestbook), _say("two"));
        bytes memory tooMany = abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 3, 2);
        refuses(grant, address(guestbook), _say("three"), tooMany);
        vm.warp((vm.getBlockTimestamp() / 1 days + 1) * 1 days);
        plays(grant, address(guestbook), _say("three"));
        bytes memory tooLong = abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, 281);
        refuses(grant, address(guestbook), _say(string(new bytes(281))), tooLong);
    }

    function test_creatorUnlocks_areForHoldersAndAsLongAsTheyHold() public {
        Pass pass = new Pass();
        pass.mint(address(account), 1);
        Permission memory permission = _post();
        permission.policies = _policy(address(new HolderPolicy()), abi.encodePacked(address(pass), uint256(1)));
        Grant memory grant = monthOf(permission);
        plays(grant, address(guestbook), _say("unlocked"));
        vm.prank(address(account));
        pass.transferFrom(address(account), bundler, 1);
        refuses(grant, address(guestbook), _say("again"), _policyRefuses(permission));
    }

    function test_roomEntry_isForAccountsOnTheList() public {
        bytes32 own = keccak256(bytes.concat(keccak256(abi.encode(address(account)))));
        bytes32 other = keccak256("somebody else's leaf");
        bytes32 root = own < other ? keccak256(abi.encode(own, other)) : keccak256(abi.encode(other, own));
        Permission memory permission = _post();
        permission.policies = _policy(address(new AllowListPolicy()), abi.encodePacked(root, other));
        plays(monthOf(permission), address(guestbook), _say("in"));

        permission.policies = _policy(permission.policies[0].policy, abi.encodePacked(root, own));
        Grant memory stranger = monthOf(permission);
        refuses(stranger, address(guestbook), _say("out"), _policyRefuses(permission));
    }

    function test_credential_mustBeTheAttestersAndOutlastTheSession() public {
        CredentialPolicy policy = new CredentialPolicy();
        uint48 end = uint48(vm.getBlockTimestamp() + 31 days);
        bytes memory signature = signSecp(THIEF_KEY, policy.hashCredential(address(account), "member", end));
        Permission memory permission = _post();
        bytes memory terms = abi.encodePacked(vm.addr(THIEF_KEY), bytes32("member"), end);
        permission.policies = _policy(address(policy), bytes.concat(terms, signature));
        plays(monthOf(permission), address(guestbook), _say("member"));

        end = uint48(vm.getBlockTimestamp() + 29 days);
        signature = signSecp(THIEF_KEY, policy.hashCredential(address(account), "member", end));
        terms = abi.encodePacked(vm.addr(THIEF_KEY), bytes32("member"), end);
        permission.policies = _policy(address(policy), bytes.concat(terms, signature));
        refuses(monthOf(permission), address(guestbook), _say("too short"), _policyRefuses(permission));

        end = uint48(vm.getBlockTimestamp() + 31 days);
        signature = signSecp(OWNER_KEY, policy.hashCredential(address(account), "member", end));
        terms = abi.encodePacked(vm.addr(THIEF_KEY), bytes32("member"), end);
        permission.policies = _policy(address(policy), bytes.concat(terms, signature));
        refuses(monthOf(permission), address(guestbook), _say("forged"), _policyRefuses(permission));
    }

    function test_votes_areOnNamedProposalsOnly() public {
        Permission memory permission = permit("vote(uint256,bytes32)");
        permission.target = address(ballot);
        permission.conditions = only(condition("1", "one of", 4, 9));
        Grant memory grant = monthOf(permission);
        plays(grant, address(ballot), abi.encodeCall(Ballot.vote, (9, "yes")));
        assertEq(ballot.voteOf(9, address(account)), bytes32("yes"));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, 5);
        refuses(grant, address(ballot), abi.encodeCall(Ballot.vote, (5, "yes")), reason);
    }

    function _post() private view returns (Permission memory permission) {
        permission = permit("post(string)");
        permission.target = address(guestbook);
    }

    function _say(string memory text) private pure returns (bytes memory) {
        return abi.encodeCall(Guestbook.post, (text));
    }

    function _policy(address policy, bytes memory config) private pure returns (Policy[] memory policies) {
        policies = new Policy[](1);
        policies[0] = Policy(policy, config);
    }

    function _policyRefuses(Permission memory permission) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallPolicyRefused.selector, 0, permission.policies[0].policy);
    }
}
