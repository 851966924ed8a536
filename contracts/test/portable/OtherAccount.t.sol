// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AnyModule} from "../support/Modules.sol";
import {IRunner} from "../../src/session/IRunner.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";
import {OtherAccount} from "../support/OtherAccount.sol";
import {OTHER_ACCOUNT_FACTORY, OtherAccountFactory} from "../support/OtherAccountFactory.sol";

/// @dev Shows that the other account differs: it does not do what only PlayerAccount does, and it does what docs/lifting.md asks.
contract OtherAccountTest is SessionTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    function test_theAccount_isTheOtherOne() public {
        OtherAccountFactory other = OtherAccountFactory(address(factory));
        assertEq(address(other.IMPLEMENTATION().SESSIONS()), address(validator), "of the other factory");
        assertEq(address(account), other.getAddress(ownerBytes(), 0), "where it said");
        assertEq(_account().ENTRY_POINT(), address(entryPoint), "of its make");
        vm.expectRevert();
        account.standing();
    }

    /// @dev PlayerAccount would ask the module for such a key, whatever the signature says.
    function test_theNonceKey_doesNotChooseTheValidator() public {
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), uint192(uint160(address(validator))) << 32);
        op.signature = signAsOwner(entryPointHash(op));
        handle(op);
        assertEq(target.played(), 1, "the owner's, in a key that names the module");
    }

    /// @dev So a session's lane may be any number here.
    function testFuzz_aSession_playsInWhateverLane(uint192 nonceKey) public {
        Grant memory grant = unpaid(makeGrant());
        grant.nonceKey = nonceKey;
        handle(first(grant, callPlay(1), hint(0)));
        handle(use(grant, callPlay(2), hint(0)));
        assertEq(target.played(), 3, "played");
    }

    /// @dev PlayerAccount would accept a session's operation without the name in front.
    function test_reverts_whenTheSignatureNamesNoValidator() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        expectFailed(forModule(use(grant, callPlay(1), hint(0))), "AA24 signature error");
    }

    /// @dev It has no packed calls, so no session can make it accept any: it lacks the function, and the module refuses first.
    function test_packedCalls_areNoCallsOfIts() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        bytes4 run = IRunner.runTogether.selector;
        bytes memory play = abi.encodeCall(target.play, (1));
        bytes memory callData = abi.encodePacked(run, uint16(0x8000 | play.length), target, play);
        expectRefused(
            use(grant, callData, hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, run, bytes4(0xe9ae5c53))
        );
    }

    function test_isValidSignature_neverBySession() public {
        enable(unpaid(makeGrant()));
        bytes32 hash = keccak256("message");
        bytes memory signature = toModule(signAsSession(SESSION_KEY, hash));
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "asked by anybody");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "asked by the module");
    }

    function test_isValidSignature_plainForTheModuleOnly() public {
        bytes32 hash = keccak256("message");
        bytes memory signature = signAsOwner(hash);
        assertEq(account.isValidSignature(hash, signature), bytes4(0xffffffff), "not for anybody");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), IERC1271.isValidSignature.selector, "for the module");
    }

    function test_aChangeOfOwnerOrModules_endsEverySession() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        _ownerCalls(abi.encodeCall(account.installModule, (2, address(new AnyModule(2)), "")));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant));
        expectRefused(use(grant, callPlay(1), hint(0)), reason);
        grant = unpaid(makeGrant());
        grant.nonceKey = laneOf(8);
        enable(grant);
        _ownerCalls(abi.encodeCall(OtherAccount.setOwner, (abi.encodePacked(vm.addr(THIEF_KEY)))));
        assertFalse(sessionNow(grant).isLive, "ended");
    }

    /// @dev One operation deploys, installs, enables and plays. Installing begins the account's first epoch, which is derived
    /// from its address: nothing of the block is read.
    function test_theFirstOperation_deploysEnablesAndPlays() public {
        Grant memory grant = unpaid(makeGrant());
        grant.account = factory.getAddress(ownerBytes(), "new");
        uint256 secret = uint256(keccak256(abi.encode(grant.account, bytes32(0), bytes32(0)))) >> 32;
        grant.epoch = bytes32((uint256(1) << 224) | secret);
        entryPoint.depositTo{value: 1 ether}(grant.account);
        PackedUserOperation memory op = operation(grant, callPlay(5));
        bytes memory create = abi.encodeCall(OtherAccountFactory.createAccount, (ownerBytes(), "new"));
        op.initCode = abi.encodePacked(factory, create);
        handle(signFirst(op, grant, hint(0)));
        assertEq(target.played(), 5, "played");
        assertEq(target.lastCaller(), grant.account, "by the new account");
        handle(use(grant, callPlay(6), hint(0)));
        assertEq(target.played(), 11, "the next one goes without the grant");
    }

    function _account() private view returns (OtherAccount) {
        return OtherAccount(payable(address(account)));
    }

    function _ownerCalls(bytes memory data) private {
        (bool success,) = handleAndRead(ownerOperation(single(address(account), 0, data)));
        assertTrue(success, "done");
    }
}
