// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";
import {ReentrantAccount} from "./ReentrantAccount.sol";

/// @dev Attacks on the moment in which a session is created.
contract GrantingTest is GameSession {
    /// @dev MAX_USEROP_SIZE of public mempools: bytes of one packed and ABI-encoded operation.
    uint256 private constant MEMPOOL_LIMIT = 8_192;

    /// @dev While enabling, the account is asked for its state, its modules and the signature. All are static
    /// calls, and the session's word is already written when the last one is made.
    function test_reentrancyWhileEnabling_changesNothing() public {
        ReentrantAccount reentrant = new ReentrantAccount(validator);
        Grant memory grant = makeGrant();
        grant.account = address(reentrant);
        grant.epoch = 0;
        Grant memory wider = makeGrant();
        wider.account = address(reentrant);
        wider.epoch = 0;
        wider.maxSpend = type(uint96).max;
        wider.nonceKey = laneOf(8);
        bytes memory key = keyBytes(SESSION_KEY);
        reentrant.attackWith(
            abi.encodeCall(validator.enable, (address(reentrant), key, grant.paymaster, laneOf(8), packedOf(wider))),
            abi.encodeCall(validator.revoke, (sessionOf(grant)))
        );
        // It is asked three times, and attacks each time.
        vm.expectCall(address(reentrant), abi.encodeCall(reentrant.standing, ()));
        vm.expectCall(address(reentrant), abi.encodeWithSelector(reentrant.isModuleInstalled.selector));
        vm.expectCall(address(reentrant), abi.encodeWithSelector(reentrant.isValidSignature.selector));
        vm.expectCall(address(validator), abi.encodeCall(validator.revokeAll, ()));
        bytes memory data = bytes.concat(packedOf(grant), hex"01");
        validator.enable(address(reentrant), key, grant.paymaster, grant.nonceKey, data);
        ISessionValidator.Session memory stands = sessionNow(grant);
        assertTrue(stands.isLive, "enabled, once");
        assertEq(stands.spendLeft, grant.maxSpend, "with the caps that were signed");
        assertFalse(sessionNow(wider).isLive, "and no other");
        assertEq(validator.epochOf(address(reentrant)), 0, "the epoch stands");
    }

    /// @dev Storage of two sessions of one account while they count, including by a rule with limits: they share
    /// no word.
    function test_twoSessionsOfOneAccount_writeNoCommonSlot() public {
        Grant memory one = _counting(lane());
        Grant memory two = _counting(laneOf(8));
        enable(one);
        enable(two);
        bytes32[] memory ofTheFirst = _slotsWrittenBy(one);
        bytes32[] memory ofTheSecond = _slotsWrittenBy(two);
        assertEq(ofTheFirst.length, 2, "the first writes its word and its counter");
        assertEq(ofTheSecond.length, 2, "the second writes its own");
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < 2; ++j) {
                assertNotEq(ofTheFirst[i], ofTheSecond[j], "a slot of both");
            }
        }
    }

    /// @dev Deploys, grants the whole game, shows the voucher, sets out and walks; also with a passkey's signature as the owner's.
    function test_payloadOfTheFirstOperation_fitsTheMempool() public {
        account = PlayerAccount(payable(factory.getAddress(ownerBytes(), "new")));
        Grant memory grant = makeGameGrant();
        grant.epoch = 0;
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(game), 0, abi.encodeCall(game.embark, (PRACTICE)));
        calls[1] = Execution(address(game), 0, abi.encodeCall(game.move, (hex"02000200020002000200020002000200")));
        PackedUserOperation memory op = operation(grant, packed(calls));
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        op.paymasterAndData = sponsored(voucherFor(grant));
        bytes memory hints = abi.encodePacked(ruleOf(grant, "embark(uint256)"), ruleOf(grant, "move(bytes)"));
        op = signFirst(op, grant, hints);
        uint256 size = abi.encode(op).length;
        emit log_named_uint("bytes of the first operation", size);
        assertLt(size, MEMPOOL_LIMIT, "with the signature of a wallet");
        handle(op);
        assertEq(grainsUsed(), 16, "and it is one that plays");
        op = signFirst(op, grant, hints, 0, new bytes(1_024));
        assertLt(abi.encode(op).length, MEMPOOL_LIMIT, "with that of a passkey");
    }

    /// @dev The former owner signs for the epoch that the change began; the signature is no longer the account's.
    function test_anOwnerThatWasReplaced_grantsNothingMore() public {
        bytes memory next = abi.encodePacked(new YesOwner());
        vm.prank(address(account));
        account.changeOwner(next, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        account.finishChange();
        Grant memory grant = makeGameGrant();
        bytes memory hints = hint(ruleOf(grant, "move(bytes)"));
        PackedUserOperation memory op = first(grant, callMove(hex"02"), hints);
        YesOwner(address(bytes20(next))).refuse();
        expectFailed(op, "AA24 signature error");
    }

    function _counting(uint192 nonceKey) private view returns (Grant memory grant) {
        Permission memory permission = permit("play(uint256)");
        permission.period = "session";
        permission.limits = limit("1", 9);
        grant = grantOf(permission);
        grant.paymaster = address(0);
        grant.nonceKey = nonceKey;
    }

    function _slotsWrittenBy(Grant memory grant) private returns (bytes32[] memory writes) {
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        vm.record();
        handle(op);
        (, writes) = vm.accesses(address(validator));
    }
}

/// @dev An owner that proves itself when taking over, and then signs nothing.
contract YesOwner {
    bool private _refuses;

    function refuse() external {
        _refuses = true;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        return _refuses ? bytes4(0xffffffff) : bytes4(0x1626ba7e);
    }
}
