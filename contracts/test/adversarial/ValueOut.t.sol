// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";
import {PermitPuller} from "./PermitPuller.sol";

/// @dev A thief holds the session key and tries to steal what the account owns (as in the theft of February 2025), in every way.
contract ValueOutTest is GameSession {
    PermitPuller private _permit;

    function setUp() public override {
        super.setUp();
        enable(makeGameGrant());
        _permit = new PermitPuller(sand);
    }

    function test_transfersOfSandItemsAndEther_areRefused() public {
        vm.deal(address(account), 1 ether);
        address owner = address(account);
        expectNotPermitted(address(sand), abi.encodeCall(sand.transfer, (bundler, 1)));
        expectNotPermitted(address(sand), abi.encodeCall(sand.transferFrom, (owner, bundler, 1)));
        expectNotPermitted(address(items), abi.encodeCall(items.safeTransferFrom, (owner, bundler, RELIC, 1, "")));
        uint256[] memory ids = new uint256[](1);
        expectNotPermitted(address(items), abi.encodeCall(items.safeBatchTransferFrom, (owner, bundler, ids, ids, "")));
        expectNotPermitted(single(bundler, 1 ether, hex"00000000"), 0, bundler, bytes4(0));
        expectNotPermitted(single(bundler, 1 ether, ""), 0, bundler, bytes4(0));
        expectNotPermitted(single(address(game), 1 ether, ""), 0, address(game), bytes4(0));
        assertEq(owner.balance, 1 ether, "kept");
    }

    /// @dev With a granted function: its rule does not mention value, so none may be sent.
    function test_etherWithAGrantedCall_isRefused() public {
        vm.deal(address(account), 1 ether);
        Grant memory grant = makeGameGrant();
        bytes memory data = abi.encodeCall(game.move, (hex"02"));
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 1, 0);
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(game), 1, data);
        bytes memory hints = hint(ruleOf(grant, "move(bytes)"));
        expectRefused(use(grant, single(address(game), 1, data), hints), reason);
        expectRefused(use(grant, batch(calls), hints), reason);
    }

    function test_approvalsAndOperatorRights_areRefused() public {
        expectNotPermitted(address(sand), abi.encodeCall(sand.approve, (bundler, type(uint256).max)));
        expectNotPermitted(address(items), abi.encodeCall(items.setApprovalForAll, (bundler, true)));
        assertEq(sand.allowance(address(account), bundler), 0, "no allowance");
        assertFalse(items.isApprovedForAll(address(account), bundler), "no operator");
    }

    /// @dev Whether the pull is in the batch or outside it: the approval is refused, and none of it remains.
    function test_approveThenPullInOneBatch_isRefused() public {
        Execution[] memory calls = new Execution[](3);
        calls[0] = Execution(address(game), 0, abi.encodeCall(game.move, (hex"02")));
        calls[1] = Execution(address(sand), 0, abi.encodeCall(sand.approve, (address(_permit), type(uint256).max)));
        calls[2] = Execution(address(_permit), 0, abi.encodeCall(PermitPuller.pull, (address(account), "", bundler)));
        expectNotPermitted(batch(calls), 1, address(sand), IERC20.approve.selector);
        expectNotPermitted(packed(calls), 1, address(sand), IERC20.approve.selector);
        assertEq(sand.allowance(address(account), address(_permit)), 0, "no allowance");
    }

    /// @dev The usual case: the owner once approved Permit2 for everything, and from then on a signature works like a transfer.
    function test_permit2OrderSignedByASessionKey_isInvalid() public {
        ownerCalls(address(sand), abi.encodeCall(sand.approve, (address(_permit), type(uint256).max)));
        bytes32 order = _permit.hashOrder(address(account), bundler);
        bytes memory plain = signAsSession(SESSION_KEY, order);
        bytes memory key = keyBytes(SESSION_KEY);
        bytes[] memory forms = new bytes[](6);
        forms[0] = plain;
        forms[1] = abi.encodePacked(signerBytes(SESSION_KEY), plain);
        forms[2] = abi.encodePacked(address(validator), plain);
        forms[3] = abi.encodePacked(address(validator), signerBytes(SESSION_KEY), plain);
        // In the form that an operation carries, followed by the rules.
        forms[4] = abi.encodePacked(hex"00", uint32(0), hex"0100", uint8(64), key, uint8(64), plain);
        forms[5] = bytes.concat(forms[4], rulesOf(makeGameGrant()));
        for (uint256 i = 0; i < forms.length; ++i) {
            vm.expectRevert(PermitPuller.OrderInvalid.selector);
            _permit.pull(address(account), forms[i], bundler);
        }
        assertEq(sand.balanceOf(address(account)), 100 ether, "nothing was pulled");
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (order, plain));
        vm.mockCall(address(account), question, abi.encode(IERC1271.isValidSignature.selector));
        _permit.pull(address(account), plain, bundler);
        assertEq(sand.balanceOf(bundler), 100 ether, "had the account said yes, all would be gone");
    }
}
